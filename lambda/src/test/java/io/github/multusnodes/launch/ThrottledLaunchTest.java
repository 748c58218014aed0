package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A bucket that stays empty for minutes. */
class ThrottledLaunchTest {

    private static final String MODIFY = "ModifyNetworkInterfaceAttribute";

    @Test
    void the_shortest_hook_is_kept_alive_through_the_longest_waits() {
        Stage stage = throttled(Layout.of(1, 1).withHookTimeout(Duration.ofSeconds(30)));

        stage.group(1).runFor(Duration.ofMinutes(4));
        stage.faults().clear();
        stage.untilInService(1);

        assertThat(stage.notices()).as("no node was replaced").hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    @Test
    void a_node_with_eight_calls_that_wait_asks_as_often_as_one_with_two() {
        assertThat(asked(4)).isBetween(8L, 25L + 6);
        assertThat(asked(1)).isBetween(8L, 25L);
    }

    /** How often a node asks within three minutes, all in vain. */
    private static long asked(int networks) {
        Stage stage = throttled(Layout.of(1, networks));
        stage.group(1).runFor(Duration.ofMinutes(3));
        return stage.calls().of(MODIFY).size();
    }

    private static Stage throttled(Layout layout) {
        Stage stage = Stage.open(Scenario.realistic(), layout);
        stage.faults().always(call -> call.action().equals(MODIFY), new Fault.Throttle());
        return stage;
    }
}
