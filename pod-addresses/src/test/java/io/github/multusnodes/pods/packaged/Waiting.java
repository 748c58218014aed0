package io.github.multusnodes.pods.packaged;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for other processes. */
final class Waiting {

    /** Far more than it takes on any machine. */
    static final Duration MOST = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /**
     * Returns once a condition holds.
     *
     * @throws AssertionError if it does not in time
     */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + MOST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
