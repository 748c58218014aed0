package io.github.multusnodes.pods.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.pods.assign.Bounds;
import io.github.multusnodes.pods.assign.Expected;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class SettingsTest {

    private final Violations violations = new Violations();

    @Test
    void nothing_need_be_set() {
        assertThat(Settings.read(Map.of(), Map.of(), violations))
                .isEqualTo(
                        new Settings(
                                "eth0",
                                new Expected.AtLeast(1),
                                Bounds.usual(),
                                9797,
                                new Common(
                                        new Rules(false, Map.of()),
                                        Optional.empty(),
                                        URI.create("http://169.254.169.254"),
                                        false)));
        assertThat(violations.found()).isEmpty();
    }

    @Test
    void everything_can_be_set_by_variables() {
        Settings settings =
                Settings.read(
                        Map.of(),
                        Map.ofEntries(
                                Map.entry("POD_PRIMARY_INTERFACE", "ens5"),
                                Map.entry("POD_INTERFACES", "net1,net2"),
                                Map.entry("POD_REASSIGN", "true"),
                                Map.entry("POD_IPV4_SLOTS", "15"),
                                Map.entry("POD_IPV6_SLOTS", "30"),
                                Map.entry("POD_INTERFACES_WITHIN", "500ms"),
                                Map.entry("POD_SETTLED_WITHIN", "90s"),
                                Map.entry("POD_GIVEN_BACK_WITHIN", "1m"),
                                Map.entry("AWS_REGION", "us-gov-west-1"),
                                Map.entry(
                                        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                                        "http://[fd00:ec2::254]"),
                                Map.entry("POD_READY_PORT", "8080"),
                                Map.entry("POD_ALLOW_NODE_ROLE", "true")),
                        violations);

        assertThat(settings)
                .isEqualTo(
                        new Settings(
                                "ens5",
                                new Expected.Named(Set.of("net1", "net2")),
                                new Bounds(
                                        Duration.ofMillis(500),
                                        Duration.ofSeconds(90),
                                        Duration.ofMinutes(1),
                                        Bounds.usual().lookingAgain()),
                                8080,
                                new Common(
                                        new Rules(true, Map.of(Family.IPV4, 15, Family.IPV6, 30)),
                                        Optional.of("us-gov-west-1"),
                                        URI.create("http://[fd00:ec2::254]"),
                                        true)));
        assertThat(violations.found()).isEmpty();
    }

    @Test
    void an_argument_wins_over_a_variable() {
        assertThat(
                        Settings.read(
                                        Map.of(Option.PRIMARY_INTERFACE, "eth1"),
                                        Map.of("POD_PRIMARY_INTERFACE", "eth2"),
                                        violations)
                                .primaryInterface())
                .isEqualTo("eth1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRIMARY_INTERFACE | an-interface-too-long | the name of an interface",
                "INTERFACES | 0 | names of interfaces with commas between them, or a number above"
                        + " 0",
                "INTERFACES | net1,,net2 | names of interfaces with commas between them, or a"
                        + " number above 0",
                "REASSIGN | yes | true or false",
                "IPV4_SLOTS | -1 | a number from 1 to 9999",
                "IPV6_SLOTS | many | a number from 1 to 9999",
                "INTERFACES_WITHIN | 60 | a number above 0 with ms, s or m",
                "SETTLED_WITHIN | 0s | a number above 0 with ms, s or m",
                "GIVEN_BACK_WITHIN | PT1M | a number above 0 with ms, s or m",
                "REGION | Frankfurt | a Region",
                "METADATA_ENDPOINT | 169.254.169.254 | an http address",
                "METADATA_ENDPOINT | ftp://a | an http address",
                "READY_PORT | 0 | a port from 1 to 65535",
                "READY_PORT | 65536 | a port from 1 to 65535",
                "ALLOW_NODE_ROLE | 1 | true or false",
            })
    void what_is_wrong_is_told_with_what_is_allowed(Option option, String value, String allowed) {
        var _ = Settings.read(Map.of(option, value), Map.of(), violations);

        assertThat(violations.found())
                .singleElement()
                .extracting(Violation::text)
                .asString()
                .startsWith(option.argument() + " is \"" + value + "\"; allowed: " + allowed + ".");
    }

    @Test
    void a_variable_that_is_wrong_is_told_by_its_name() {
        var _ = Settings.read(Map.of(), Map.of("POD_REASSIGN", "yes"), violations);

        assertThat(violations.found()).extracting(Violation::path).containsExactly("POD_REASSIGN");
    }
}
