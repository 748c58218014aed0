package io.github.multusnodes.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** EC2 takes five calls on reservations at once, and then one a second. */
class ThrottledReservationsTest {

    private final StackStage stage = StackStage.open(Scenario.realistic());

    @Test
    void forty_reservations_come_and_go_with_hardly_a_refused_call() {
        CustomResource stack = stage.stack("upf");

        Duration creating = took(stack, () -> stack.create(stage.properties(wishes(0, 40))));
        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stage.reserved()).hasSize(40);
        assertThat(refused()).as("of 40 creations into a full bucket").isZero();
        Duration moving = took(stack, () -> stack.update(stage.properties(wishes(40, 40))));
        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.UPDATE_COMPLETE);
        stage.runFor(Duration.ofMinutes(1));
        Duration deleting = took(stack, stack::delete);

        assertThat(stage.reserved()).isEmpty();
        assertThat(creating).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(50));
        assertThat(moving).isLessThan(Duration.ofMinutes(2));
        assertThat(deleting).isLessThan(Duration.ofMinutes(1));
        assertThat(refused()).as("of 160, in runs that follow each other").isLessThan(5);
    }

    @Test
    void three_stacks_at_once_all_get_there_and_back_off() {
        CustomResource[] stacks = {stage.stack("upf"), stage.stack("smf"), stage.stack("amf")};
        for (int i = 0; i < stacks.length; i++) {
            stacks[i].create(stage.properties(wishes(40 * i, 40)));
        }
        for (CustomResource stack : stacks) {
            stage.untilSettled(stack);
            assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
        }

        stage.runFor(Duration.ofMinutes(1));
        assertThat(stage.reserved()).hasSize(120);
        assertThat(refused()).as("of 120 creations").isLessThan(2 * 120);
        assertThat(stage.delivery().log().invocations())
                .hasSize(3)
                .allSatisfy(
                        run ->
                                assertThat(Duration.between(run.start(), run.end()))
                                        .isLessThan(Duration.ofMinutes(5)));
    }

    private Duration took(CustomResource stack, Runnable act) {
        Instant start = stage.now();
        act.run();
        stage.untilSettled(stack);
        return Duration.between(start, stage.now());
    }

    private long refused() {
        return stage.calls().all().stream()
                .map(RecordedCall::outcome)
                .filter("RequestLimitExceeded"::equals)
                .count();
    }

    private static String[] wishes(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "10.0.0." + 2 * i + "/31 explicit")
                .toArray(String[]::new);
    }
}
