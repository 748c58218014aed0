package io.github.multusnodes.pods.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.pods.command.Arguments.Command;
import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class NodeSettingsTest {

    private static final Map<String, String> CLUSTER =
            Map.of("KUBERNETES_SERVICE_HOST", "172.20.0.1", "KUBERNETES_SERVICE_PORT", "443");

    private final Violations violations = new Violations();

    @Test
    void the_name_of_the_node_is_all_that_must_be_set() {
        assertThat(NodeSettings.read(Map.of(Option.NODE_NAME, "node-1"), CLUSTER, violations))
                .isEqualTo(
                        new NodeSettings(
                                "node-1",
                                Terms.usual(new Rules(false, Map.of()), List.of()),
                                9798,
                                Path.of("/var/run/secrets/kubernetes.io/serviceaccount"),
                                URI.create("https://172.20.0.1:443"),
                                new Common(
                                        new Rules(false, Map.of()),
                                        Optional.empty(),
                                        URI.create("http://169.254.169.254"),
                                        false)));
        assertThat(violations.found()).isEmpty();
    }

    @Test
    void everything_can_be_set_by_variables() {
        NodeSettings settings =
                NodeSettings.read(
                        Map.of(),
                        Map.ofEntries(
                                Map.entry("NODE_NAME", "ip-10-0-0-7.us-west-2.compute.internal"),
                                Map.entry("POD_RELEASE_AFTER", "90s"),
                                Map.entry(
                                        "POD_OWN_RANGES",
                                        "10.0.1.128/25, 10.0.1.50-10.0.1.99,2001:db8::/80,"
                                                + "2001:db8::8 - 2001:db8::b"),
                                Map.entry("POD_HTTP_PORT", "8080"),
                                Map.entry("POD_SERVICE_ACCOUNT_DIR", "/account"),
                                Map.entry("POD_API_SERVER", "http://127.0.0.1:8001/proxy"),
                                Map.entry("POD_REASSIGN", "true"),
                                Map.entry("AWS_REGION", "eu-central-1")),
                        violations);

        assertThat(violations.found()).isEmpty();
        assertThat(settings)
                .isEqualTo(
                        new NodeSettings(
                                "ip-10-0-0-7.us-west-2.compute.internal",
                                new Terms(
                                        new Rules(true, Map.of()),
                                        Stream.of(
                                                        "10.0.1.128/25",
                                                        "10.0.1.50/31",
                                                        "10.0.1.52/30",
                                                        "10.0.1.56/29",
                                                        "10.0.1.64/27",
                                                        "10.0.1.96/30",
                                                        "2001:db8::/80",
                                                        "2001:db8::8/126")
                                                .map(Cidr::parse)
                                                .toList(),
                                        Duration.ofSeconds(90),
                                        Duration.ofMinutes(2),
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(10)),
                                8080,
                                Path.of("/account"),
                                URI.create("http://127.0.0.1:8001/proxy"),
                                new Common(
                                        new Rules(true, Map.of()),
                                        Optional.of("eu-central-1"),
                                        URI.create("http://169.254.169.254"),
                                        false)));
    }

    @Test
    void an_api_server_may_have_an_ipv6_address() {
        assertThat(
                        NodeSettings.read(
                                        Map.of(Option.NODE_NAME, "node-1"),
                                        Map.of(
                                                "KUBERNETES_SERVICE_HOST",
                                                "fd12:3456::1",
                                                "KUBERNETES_SERVICE_PORT",
                                                "6443"),
                                        violations)
                                .apiServer())
                .isEqualTo(URI.create("https://[fd12:3456::1]:6443"));
        assertThat(violations.found()).isEmpty();
    }

    @Test
    void without_a_cluster_or_a_name_all_that_is_missing_is_told() {
        var _ = NodeSettings.read(Map.of(), Map.of(), violations);

        assertThat(texts())
                .containsExactly(
                        "--node-name (NODE_NAME) is missing; allowed: the name of a node. Let the"
                                + " manifest set it from spec.nodeName.",
                        "KUBERNETES_SERVICE_HOST is missing; allowed: what the cluster sets. Run"
                                + " it in a pod of the cluster.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NODE_NAME | Node_1 | Node_1 | the name of a node",
                "NODE_NAME | a&watch=b | a&watch=b | the name of a node",
                "RELEASE_AFTER | 0s | 0s | a number above 0 with ms, s or m",
                "OWN_RANGES | 10.0.1.7 | 10.0.1.7 | CIDR blocks",
                "OWN_RANGES | 10.0.1.128/25,,10.0.2.0/24 | '' | CIDR blocks",
                "OWN_RANGES | 10.0.1.0/24,10.0.2.128/24 | 10.0.2.128/24 | CIDR blocks",
                "OWN_RANGES | 10.0.1.9-10.0.1.8 | 10.0.1.9-10.0.1.8 | CIDR blocks",
                "OWN_RANGES | 10.0.1.9-2001:db8::1 | 10.0.1.9-2001:db8::1 | CIDR blocks",
                "OWN_RANGES | 10.0.1.9-20 | 10.0.1.9-20 | CIDR blocks",
                "HTTP_PORT | 0 | 0 | a port from 1 to 65535",
                "API_SERVER | 172.20.0.1 | 172.20.0.1 | an http address",
            })
    void what_is_wrong_is_told_with_what_is_allowed(
            Option option, String value, String shown, String allowed) {
        var _ =
                NodeSettings.read(
                        option == Option.NODE_NAME
                                ? Map.of(option, value)
                                : Map.of(Option.NODE_NAME, "node-1", option, value),
                        CLUSTER,
                        violations);

        assertThat(texts())
                .singleElement()
                .asString()
                .startsWith(option.argument() + " is \"" + shown + "\"; allowed: " + allowed);
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void an_option_that_its_command_does_not_take_is_told(Option option) {
        for (Command command : List.of(Command.INIT, Command.SIDECAR, Command.NODE)) {
            Violations all = new Violations();
            var _ = Arguments.read(List.of(command.word(), option.argument(), "x"), all);

            assertThat(all.found()).hasSize(option.isFor(command) ? 0 : 1);
        }
    }

    @Test
    void an_option_of_another_command_is_told_with_what_to_do() {
        var _ = Arguments.read(List.of("node", "--interfaces=2"), violations);
        var _ = Arguments.read(List.of("init", "--node-name=node-1"), violations);

        assertThat(texts())
                .containsExactly(
                        "--interfaces is an option of init and sidecar; allowed: those of node."
                                + " Remove it: node would do nothing with it.",
                        "--node-name is an option of node; allowed: those of init. Remove it: init"
                                + " would do nothing with it.");
    }

    @Test
    void the_help_has_every_option_once() {
        for (Option option : Option.values()) {
            assertThat(HelpText.text().lines())
                    .filteredOn(line -> line.matches(" +" + option.argument() + " .*"))
                    .hasSize(1);
        }
    }

    private List<String> texts() {
        return violations.found().stream().map(Violation::text).toList();
    }
}
