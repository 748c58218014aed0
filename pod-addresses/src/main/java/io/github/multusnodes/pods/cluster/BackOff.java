package io.github.multusnodes.pods.cluster;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that grow with each failure in a row. Half of each is chance, so that the agents of a
 * cluster, which lose their API server together, part.
 */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 6;

    private final RandomGenerator jitter;
    private int failures;

    BackOff(RandomGenerator jitter) {
        this.jitter = jitter;
    }

    /** All is well again. */
    void reset() {
        failures = 0;
    }

    /** How many failures there were in a row. */
    int failures() {
        return failures;
    }

    /** The wait after one more; 32 seconds at most. */
    Duration next() {
        long most = FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        failures++;
        return Duration.ofMillis(most / 2 + jitter.nextLong(most / 2 + 1));
    }
}
