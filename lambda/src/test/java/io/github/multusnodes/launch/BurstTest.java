package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Many nodes at once, under EC2's own token buckets. */
class BurstTest {

    @Test
    void fifty_nodes_end_dense_with_hardly_a_collision_and_none_abandoned() {
        Stage stage =
                Stage.open(Scenario.realistic(), Layout.of(1, 2)).group(50).untilInService(50);

        assertThat(stage.notices()).as("no node was replaced").hasSize(50);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().hostNumbers(0, 0)).isEqualTo(numbers(4, 53));
        assertThat(stage.inspect().hostNumbers(1, 0)).isEqualTo(numbers(4, 53));
        assertThat(accepted(stage, "CreateNetworkInterface")).isLessThanOrEqualTo(110);
    }

    @Test
    void sixteen_nodes_take_the_last_sixteen_addresses_and_the_seventeenth_learns_at_once() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1).withPrefixLength(27));
        stage.grounds().occupy(stage.ec2(), 0, 0, IntStream.rangeClosed(4, 14));
        stage.group(16).untilInService(16);

        assertThat(stage.notices()).hasSize(16);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().hostNumbers(0, 0)).isEqualTo(numbers(4, 30));
        assertThat(accepted(stage, "CreateNetworkInterface")).isLessThanOrEqualTo(17 + 11);

        stage.calls().clear();
        stage.scaleTo(17).runFor(Duration.ofSeconds(30));

        var answers = stage.calls().of("CompleteLifecycleAction");
        assertThat(answers).isNotEmpty();
        assertThat(answers.getFirst().call().parameters())
                .containsEntry("LifecycleActionResult", "ABANDON");
        assertThat(accepted(stage, "CreateNetworkInterface")).isZero();
        assertThat(stage.logLines())
                .anyMatch(line -> line.contains("SUBNET_FULL") && line.contains("is full"));
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void seventeen_nodes_for_sixteen_addresses_leave_one_out_and_lose_none() {
        Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 1).withPrefixLength(27));
        stage.grounds().occupy(stage.ec2(), 0, 0, IntStream.rangeClosed(4, 14));
        stage.calls().clear();

        stage.group(17).untilInService(16).runFor(Duration.ofSeconds(20));

        assertThat(stage.inspect().hostNumbers(0, 0)).isEqualTo(numbers(4, 30));
        assertThat(accepted(stage, "CreateNetworkInterface")).isLessThanOrEqualTo(17);
    }

    /** Calls that EC2 let through its throttle: the ones that count against the goal. */
    private static long accepted(Stage stage, String action) {
        return stage.calls().of(action).stream()
                .filter(call -> !call.outcome().equals("RequestLimitExceeded"))
                .count();
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }
}
