package io.github.multusnodes.pods.kernel;

import io.github.multusnodes.retry.Time;

import java.time.Duration;

/** A look every so often, where the kernel notifies nobody. */
record Interval(Time time) implements Notices {

    private static final Duration EVERY = Duration.ofMillis(500);

    @Override
    public boolean await(Duration most) {
        time.pause(most.compareTo(EVERY) < 0 ? most : EVERY);
        return true;
    }
}
