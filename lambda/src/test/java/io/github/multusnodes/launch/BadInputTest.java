package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.eclipsesource.json.Json;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A bad input gets one clear error, and nothing is changed but an answer to who waits for one. */
class BadInputTest {

    @Nested
    @DisplayName("given a node that waits, and an event about it that is not as it should be")
    class BadEvent {

        private final Stage stage = waiting(Layout.of(1, 2));
        private final String good = stage.notices().getFirst().toEventBridgeJson();

        @Test
        void one_without_an_instance_is_abandoned_by_its_token_at_once() {
            stage.send("bad", good.replace("EC2InstanceId", "Instance"));
            stage.runFor(Duration.ofSeconds(3));

            assertThat(answers()).containsExactly("ABANDON");
            assertThat(onlyAnswers()).isTrue();
            assertThat(log())
                    .contains("MALFORMED_EVENT")
                    .contains("detail.EC2InstanceId is missing");
        }

        @Test
        void one_that_is_cut_off_ends_in_the_dead_letter_queue() {
            send(good.substring(0, good.length() / 2));

            assertThat(changing()).isEmpty();
            assertThat(deadLetter()).contains("no JSON").contains("a JSON object");
        }

        @Test
        void one_of_a_termination_ends_in_the_dead_letter_queue() {
            send(good.replace("LAUNCHING", "TERMINATING").replace("launch Life", "terminate Life"));

            assertThat(changing()).isEmpty();
            assertThat(deadLetter())
                    .contains("EC2 Instance-launch Lifecycle Action")
                    .contains("a termination of i-")
                    .contains("Check the rule");
        }

        @Test
        void one_of_another_source_ends_in_the_dead_letter_queue() {
            send(good.replace("aws.autoscaling", "aws.ec2"));

            assertThat(changing()).isEmpty();
            assertThat(deadLetter()).contains("of source 'aws.ec2'");
        }

        @Test
        void one_that_names_a_hook_the_group_does_not_have_is_ignored() {
            send(good.replace(Stage.HOOK, "other-hook"));

            assertThat(changing()).isEmpty();
            assertThat(log())
                    .contains("UNKNOWN_HOOK")
                    .contains("'multus-nodes' has no lifecycle hook 'other-hook'");
        }

        @Test
        void one_of_a_source_with_an_endless_name_is_not_repeated_in_full() {
            send(good.replace("aws.autoscaling", "x".repeat(5000)));

            assertThat(changing()).isEmpty();
            assertThat(stage.delivery().log().deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.lastError()).hasSizeLessThan(400));
        }

        @Test
        void one_that_names_a_group_that_does_not_exist_is_ignored() {
            stage.runFor(Duration.ofMinutes(2));
            send(good.replace("\"" + Stage.GROUP + "\"", "\"multus\""));

            assertThat(changing()).isEmpty();
            assertThat(log())
                    .contains("UNKNOWN_HOOK")
                    .contains("There is no Auto Scaling group 'multus'");
        }

        @Test
        void a_test_notification_is_no_error_and_asks_nothing() {
            send("{\"Event\":\"autoscaling:TEST_NOTIFICATION\",\"AutoScalingGroupName\":\"g\"}");

            assertThat(stage.calls().all()).isEmpty();
            assertThat(stage.delivery().log().deadLetters()).isEmpty();
        }

        @Test
        void the_good_event_in_an_sqs_message_does_its_work() {
            send("{\"Records\":[{\"body\":" + Json.value(good) + "}]}");

            assertThat(stage.inService()).hasSize(1);
            assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        }

        private void send(String json) {
            stage.calls().clear();
            stage.send("bad", json);
            stage.runFor(Duration.ofMinutes(5));
        }

        private List<RecordedCall> changing() {
            return changingCalls(stage);
        }

        private List<String> answers() {
            return answersOf(stage);
        }

        private boolean onlyAnswers() {
            return changing().stream()
                    .allMatch(call -> call.call().action().equals("CompleteLifecycleAction"));
        }

        private String log() {
            return String.join("\n", stage.logLines());
        }

        private String deadLetter() {
            return String.valueOf(stage.delivery().log().deadLetters());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no networks                 | []                                                    | MULTUS_NETWORKS
                    two at one device index     | [{N,"name":"a","deviceIndex":1},{N,"name":"b","deviceIndex":1}] | deviceIndex
                    device index 0              | [{N,"name":"a","deviceIndex":0}]                      | deviceIndex
                    an unknown key              | [{N,"name":"a","deviceIndex":1,"colour":"red"}]       | colour
                    a mode that does not exist  | [{N,"name":"a","deviceIndex":1,"ipv4":{"mode":"dhcp"}}] | lowest-free
                    no addresses at all         | [{N,"name":"a","deviceIndex":1,"ipv4":{"mode":"none"}}] | ipv6.mode
                    no subnets                  | [{"name":"a","deviceIndex":1}]                        | subnets
                    a subnet that is not there  | [{"name":"a","deviceIndex":1,"subnets":["subnet-0dead"]}] | NO_SUBNET_IN_ZONE
                    """)
    void settings_that_cannot_be_used_abandon_at_once_and_change_nothing(
            String what, String networks, String named) {
        Layout layout = Layout.of(1, 1);
        String subnet = "\"subnets\":[\"" + anySubnet() + "\"]";
        Stage stage =
                Stage.open(
                        Scenario.realistic(),
                        layout.withEnvironment(
                                Map.of("MULTUS_NETWORKS", networks.replace("N", subnet))));

        stage.group(1).runFor(Duration.ofSeconds(15));

        assertThat(answersOf(stage)).as(what).isNotEmpty().containsOnly("ABANDON");
        assertThat(changingCalls(stage))
                .allMatch(call -> call.call().action().equals("CompleteLifecycleAction"));
        assertThat(String.join("\n", stage.logLines())).contains(named);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_mode_that_does_not_go_with_the_subnet_abandons_at_once_and_changes_nothing(
            String what, Layout layout, String code, String text) {
        Stage stage = Stage.open(Scenario.realistic(), layout);

        stage.group(1).runFor(Duration.ofSeconds(15));

        assertThat(answersOf(stage)).as(what).isNotEmpty().containsOnly("ABANDON");
        assertThat(changingCalls(stage))
                .allMatch(call -> call.call().action().equals("CompleteLifecycleAction"));
        assertThat(String.join("\n", stage.logLines()))
                .contains("\"error_code\":\"" + code + "\"")
                .contains(text);
    }

    static Stream<Arguments>
            a_mode_that_does_not_go_with_the_subnet_abandons_at_once_and_changes_nothing() {
        String lowest = "{\"mode\":\"lowest-free\"}";
        return Stream.of(
                arguments(
                        "no IPv4 in a dual-stack subnet",
                        Layout.of(1, 1).withIpv4("{\"mode\":\"none\"}").withIpv6(lowest),
                        "UNWANTED_ADDRESS_BLOCK",
                        "has the IPv4 block 10.0.0.0/24, and EC2 would take an address of its own"
                                + " choice from it."),
                arguments(
                        "IPv4 beside IPv6 in an IPv6-only subnet",
                        Layout.of(1, 1).withIpv6Only(lowest).withIpv4(lowest),
                        "NO_ADDRESS_BLOCK",
                        "has no IPv4 block. It is an IPv6-only subnet: set ipv4.mode to none"),
                arguments(
                        "IPv4 of EC2's choice in an IPv6-only subnet",
                        Layout.of(1, 1)
                                .withIpv6Only("{\"mode\":\"none\"}")
                                .withIpv4("{\"mode\":\"auto\"}"),
                        "NO_ADDRESS_BLOCK",
                        "has no IPv4 block. It is an IPv6-only subnet: set ipv4.mode to none"));
    }

    @Test
    void more_networks_than_the_type_has_interfaces_abandon_at_once_and_change_nothing() {
        Stage stage =
                Stage.open(Scenario.realistic(), Layout.of(1, 3).withInstanceType("m5.large"));

        stage.group(1).runFor(Duration.ofSeconds(15));

        assertThat(answersOf(stage)).isNotEmpty().containsOnly("ABANDON");
        assertThat(changingCalls(stage))
                .allMatch(call -> call.call().action().equals("CompleteLifecycleAction"));
        assertThat(String.join("\n", stage.logLines()))
                .contains("TOO_MANY_INTERFACES")
                .contains("needs 4 interfaces on network card 0")
                .contains("m5.large takes 3");
    }

    @Test
    void a_foreign_interface_at_the_device_index_abandons_at_once_and_changes_nothing() {
        Stage stage = waiting(Layout.of(1, 2));
        String foreign =
                stage.ec2()
                        .createNetworkInterface(
                                r -> r.subnetId(stage.grounds().nodeSubnets().getFirst()))
                        .networkInterface()
                        .networkInterfaceId();
        String node = stage.notices().getFirst().instanceId();
        stage.ec2()
                .attachNetworkInterface(
                        r ->
                                r.instanceId(node)
                                        .networkInterfaceId(foreign)
                                        .deviceIndex(2)
                                        .networkCardIndex(0));
        stage.calls().clear();

        stage.send("late", stage.notices().getFirst().toEventBridgeJson());
        stage.runFor(Duration.ofSeconds(5));

        assertThat(answersOf(stage)).containsExactly("ABANDON");
        assertThat(changingCalls(stage)).hasSize(1);
        assertThat(String.join("\n", stage.logLines()))
                .contains("DEVICE_INDEX_TAKEN")
                .contains(foreign);
    }

    private static String anySubnet() {
        return Stage.open(Scenario.realistic(), Layout.of(1, 1))
                .grounds()
                .networkSubnets()
                .getFirst()
                .getFirst();
    }

    /** A node whose own event was lost: it waits for whatever the test sends. */
    private static Stage waiting(Layout layout) {
        Stage stage = Stage.open(Scenario.realistic(), layout);
        stage.mishaps().next(_ -> true, new Mishap.Lose());
        return stage.group(1).runFor(Duration.ofSeconds(30));
    }

    private static List<String> answersOf(Stage stage) {
        return stage.calls().of("CompleteLifecycleAction").stream()
                .map(call -> call.call().parameters().getOrDefault("LifecycleActionResult", "?"))
                .toList();
    }

    private static List<RecordedCall> changingCalls(Stage stage) {
        return stage.calls().changing().stream()
                .filter(call -> call.call().caller().startsWith("launch"))
                .toList();
    }
}
