package io.github.multusnodes.infra.boot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looking again and again at what only another machine can bring about. */
final class Waiting {

    private Waiting() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError if it does not hold in time, or this thread is interrupted
     */
    static void until(String what, Duration patience, Duration pause, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new AssertionError(
                        "Waited in vain for %d s: %s".formatted(patience.toSeconds(), what));
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
