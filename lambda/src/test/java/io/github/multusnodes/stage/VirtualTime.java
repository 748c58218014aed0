package io.github.multusnodes.stage;

import io.github.multusnodes.retry.Time;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** The handlers' time is the simulated world's. */
public record VirtualTime(Timeline timeline) implements Time {

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public void pause(Duration duration) {
        timeline.sleep(duration);
    }

    @Override
    public <T> List<T> together(List<? extends Callable<? extends T>> tasks) {
        return timeline.together(tasks);
    }
}
