package io.github.multusnodes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many calls each kind of run makes: numbers that only a change of the code can change. */
class CallsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 4", "10, 2", "50, 2"})
    void a_burst_has_no_more_calls_let_through_than_it_needs(int nodes, int networks) {
        Burst burst = Burst.run(nodes, networks);

        Map<String, Integer> letThrough =
                burst.calls().stream()
                        .filter(call -> !Burst.isThrottled(call))
                        .collect(groupingBy(call -> call.call().action(), summingInt(_ -> 1)));
        assertThat(letThrough).containsExactlyInAnyOrderEntriesOf(needed(nodes, networks));
    }

    @Test
    void a_node_that_leaves_costs_four_calls_and_none_that_changes_ec2() {
        Stage stage =
                stage(Scenario.plain()).group(1).untilInService(1).runFor(Duration.ofSeconds(5));
        stage.calls().clear();

        stage.scaleTo(0).runFor(Duration.ofMinutes(2));

        assertThat(stage.inspect().ours()).isEmpty();
        assertThat(callsOfFunctions(stage))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "DescribeAutoScalingInstances", 1,
                                "DescribeLifecycleHooks", 1,
                                "DescribeNetworkInterfaces", 1,
                                "CompleteLifecycleAction", 1));
    }

    @Test
    void a_sweep_of_a_group_at_rest_makes_as_many_calls_for_nine_nodes_as_for_three() {
        for (int nodes : new int[] {3, 9}) {
            Stage stage =
                    stage(Scenario.plain())
                            .group(nodes)
                            .untilInService(nodes)
                            .runFor(Duration.ofMinutes(5));
            stage.calls().clear();

            stage.sweep("{}");

            assertThat(callsOfFunctions(stage))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    "DescribeAutoScalingGroups", 1,
                                    "DescribeInstances", 1,
                                    "DescribeNetworkInterfaces", 2,
                                    "DescribeSubnets", 1,
                                    "GetSubnetCidrReservations", 2));
        }
    }

    private static Stage stage(Scenario scenario) {
        return Stage.open(scenario, Layout.of(1, 2).withTerminateHook(Duration.ofHours(1)));
    }

    private static Map<String, Integer> callsOfFunctions(Stage stage) {
        return stage.calls().all().stream()
                .filter(call -> !call.call().caller().equals("operator"))
                .collect(
                        groupingBy(call -> call.call().action(), TreeMap::new, summingInt(_ -> 1)));
    }

    private static Map<String, Integer> needed(int nodes, int networks) {
        Map<String, Integer> calls = new HashMap<>(Bound.leastCalls(nodes, networks));
        calls.put("DescribeAutoScalingGroups", nodes);
        calls.put("DescribeLifecycleHooks", nodes);
        calls.put("CompleteLifecycleAction", nodes);
        return calls;
    }
}
