package io.github.multusnodes.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

class ScheduleTest {

    private final VirtualTimeline time =
            new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"), 1);
    private final ReentrantLock world = new ReentrantLock();
    private final Schedule schedule = new Schedule(time, world);
    private final List<Boolean> locked = new ArrayList<>();

    @Test
    void a_planned_action_holds_the_worlds_lock_while_it_runs() {
        schedule.after(Duration.ofSeconds(1), () -> locked.add(world.isHeldByCurrentThread()));
        time.runUntilQuiet();
        assertThat(locked).containsExactly(true);
        assertThat(world.isLocked()).isFalse();
    }

    @Test
    void an_action_that_was_called_off_does_not_run() {
        schedule.after(Duration.ofSeconds(1), () -> locked.add(true)).cancel();
        time.runUntilQuiet();
        assertThat(locked).isEmpty();
    }
}
