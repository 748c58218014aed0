package io.github.multusnodes.pods.node;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double from one try to the next; half of each is chance, so that agents part. */
public record BackOff(Duration first, Duration longest, RandomGenerator jitter) {

    private static final int MOST_DOUBLINGS = 10;

    /** The wait after so many tries that failed, from 1. */
    public Duration after(int failures) {
        long millis =
                Math.min(
                        longest.toMillis(),
                        first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(millis / 2 + jitter.nextLong(millis / 2 + 1));
    }
}
