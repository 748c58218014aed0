package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.Instance;

import java.time.Duration;
import java.util.List;

class WarmPoolTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private final Stage stage = Stage.open(Scenario.realistic(), Layout.of(1, 2)).group(0);

    @Test
    void a_node_gets_its_interfaces_when_it_enters_the_pool_and_is_only_verified_when_it_leaves() {
        stage.warmPool(1, 1);
        stage.runFor(LONG_ENOUGH);

        List<String> pooled = pool();
        assertThat(pooled).hasSize(1);
        assertThat(stage.inspect().problems(pooled)).isEmpty();
        assertThat(stage.inService()).isEmpty();

        stage.calls().clear();
        stage.scaleTo(1).untilInService(1);

        assertThat(stage.inService()).isEqualTo(pooled);
        assertThat(changingCallsFor(pooled.getFirst()))
                .extracting(call -> call.call().action())
                .containsExactly("CompleteLifecycleAction");
        assertThat(stage.inspect().problems(List.of(pooled.getFirst())))
                .filteredOn(problem -> !problem.startsWith("left of"))
                .isEmpty();
    }

    private List<String> pool() {
        return stage.pool().stream().map(Instance::instanceId).toList();
    }

    private List<RecordedCall> changingCallsFor(String instance) {
        return stage.calls().changing().stream()
                .filter(call -> call.call().caller().startsWith("launch"))
                .filter(call -> call.call().parameters().containsValue(instance))
                .toList();
    }
}
