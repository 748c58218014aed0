package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class LaunchTest {

    private static final Duration MINUTES = Duration.ofMinutes(10);

    @Nested
    @DisplayName("given a group of three nodes in two zones with two networks")
    class ThreeNodes {

        private final Stage stage =
                Stage.open(Scenario.realistic(), Layout.of(2, 2))
                        .group(3)
                        .untilInService(3)
                        .runFor(MINUTES);

        @Test
        void each_node_has_each_networks_interface_right_in_every_respect() {
            assertThat(stage.inspect().problems(stage.inService())).isEmpty();
            assertThat(stage.inspect().ours()).hasSize(6);
        }

        @Test
        void the_addresses_are_the_lowest_free_ones() {
            assertLowestAddresses();
        }

        @Test
        void a_node_that_comes_later_fills_the_hole_that_one_has_left() {
            String leaver =
                    stage.inspect().inSubnet(0, 0).stream()
                            .filter(eni -> eni.privateIpAddress().endsWith(".4"))
                            .findFirst()
                            .orElseThrow()
                            .attachment()
                            .instanceId();

            stage.ec2().terminateInstances(r -> r.instanceIds(leaver));
            stage.runFor(MINUTES);

            assertThat(stage.inService()).hasSize(3).doesNotContain(leaver);
            assertThat(stage.inspect().problems(stage.inService())).isEmpty();
            assertLowestAddresses();
        }

        private void assertLowestAddresses() {
            for (int network = 0; network < 2; network++) {
                assertThat(
                                List.of(
                                        stage.inspect().hostNumbers(network, 0),
                                        stage.inspect().hostNumbers(network, 1)))
                        .containsExactlyInAnyOrder(List.of(4, 5), List.of(4));
            }
        }

        @Test
        void the_log_has_a_line_for_each_step_and_one_summary_for_each_event() {
            List<JsonObject> lines =
                    stage.logLines().stream().map(line -> Json.parse(line).asObject()).toList();

            assertThat(lines.stream().map(line -> line.getString("step", "")))
                    .filteredOn(step -> !step.isEmpty() && !step.equals("wait"))
                    .containsOnly(
                            "create",
                            "attach",
                            "delete_on_termination",
                            "source_dest_check",
                            "summary");
            assertThat(lines)
                    .filteredOn(line -> line.getString("step", "").equals("summary"))
                    .hasSize(3)
                    .allSatisfy(
                            line -> {
                                assertThat(line.getString("outcome", "")).isEqualTo("continue");
                                assertThat(line.get("addresses").asArray()).hasSize(2);
                                assertThat(line.getInt("calls", 0)).isGreaterThan(12);
                                assertThat(line.getLong("duration_ms", 0)).isPositive();
                            });
            assertThat(lines)
                    .filteredOn(line -> line.get("level") != null)
                    .allMatch(line -> line.getString("node_group", "").equals(Stage.NODE_GROUP));
        }

        @Test
        void each_hook_is_answered_once_and_no_event_is_left() {
            assertThat(stage.calls().of("CompleteLifecycleAction"))
                    .hasSize(3)
                    .allMatch(RecordedCall::succeeded);
            assertThat(stage.delivery().log().deadLetters()).isEmpty();
        }
    }

    @Nested
    @DisplayName("given the same event twice")
    class Twice {

        @Test
        void one_after_the_other_the_second_run_makes_no_changing_call() {
            Stage stage =
                    Stage.open(Scenario.realistic(), Layout.of(1, 2)).group(1).untilInService(1);
            stage.calls().clear();

            stage.send("again", stage.notices().getFirst().toEventBridgeJson());
            stage.runFor(MINUTES);

            assertThat(stage.calls().all()).isNotEmpty();
            assertThat(stage.calls().changing()).isEmpty();
            assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        }

        @Test
        void at_once_the_node_has_one_set_of_interfaces() {
            for (long seed = 1; seed <= 20; seed++) {
                Stage stage = Stage.open(Scenario.realistic().withSeed(seed), Layout.of(1, 2));
                stage.mishaps()
                        .always(
                                _ -> true,
                                new Mishap.Duplicate(Duration.ofMillis(seed * 100 - 100)));

                stage.group(1).untilInService(1).runFor(MINUTES);

                assertThat(stage.inspect().problems(stage.inService()))
                        .as("seed %d", seed)
                        .isEmpty();
                assertThat(stage.notices()).as("seed %d", seed).hasSize(1);
                assertThat(stage.delivery().log().invocations()).hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void of_two_interfaces_that_earlier_runs_have_left_one_is_used_and_the_other_deleted() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1));
        stage.mishaps().next(_ -> true, new Mishap.Lose());
        stage.group(1).runFor(Duration.ofSeconds(30));
        String node = stage.notices().getFirst().instanceId();
        stage.grounds().leaveInterface(stage.ec2(), node, 7);
        stage.grounds().leaveInterface(stage.ec2(), node, 9);
        stage.calls().clear();

        stage.send("again", stage.notices().getFirst().toEventBridgeJson());
        stage.untilInService(1);

        assertThat(stage.calls().of("CreateNetworkInterface")).isEmpty();
        assertThat(stage.inspect().hostNumbers(0, 0)).hasSize(1).containsAnyOf(7, 9);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void a_late_event_for_a_node_that_has_gone_changes_nothing() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 2)).group(1).untilInService(1);
        stage.scaleTo(0).runFor(MINUTES);
        stage.calls().clear();

        stage.send("late", stage.notices().getFirst().toEventBridgeJson());
        stage.runFor(MINUTES);

        assertThat(stage.calls().changing()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    @Test
    void ec2_chooses_the_address_in_mode_auto() {
        Stage stage =
                Stage.open(Scenario.realistic(), Layout.of(1, 2).withIpv4("{\"mode\":\"auto\"}"))
                        .group(2)
                        .untilInService(2);

        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.calls().of("CreateNetworkInterface"))
                .hasSize(4)
                .noneMatch(call -> call.call().parameters().containsKey("PrivateIpAddress"));
        assertThat(stage.calls().of("GetSubnetCidrReservations")).isEmpty();
    }

    @Test
    void four_networks_take_no_longer_than_one_call_of_each_kind() {
        Scenario noWaiting = Scenario.realistic().withInstanceTimes(Duration.ZERO, Duration.ZERO);
        Stage stage = Stage.open(noWaiting, Layout.of(1, 4)).group(1).untilInService(1);

        var run = stage.delivery().log().invocations().getFirst();
        double seconds = Duration.between(run.start(), run.end()).toMillis() / 1000.0;

        assertThat(seconds).isLessThanOrEqualTo(1.25 * (0.25 + 0.45 + 1.2 + 0.35 + 0.15));
    }
}
