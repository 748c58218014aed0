package io.github.multusnodes.pods.kernel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Rings that follow one another closely are one. Safe for one who rings and one who waits. */
final class Bell {

    /** A plugin of CNI makes several events within that. */
    private static final Duration TOGETHER = Duration.ofMillis(10);

    /** Whoever never stops is not waited for. */
    private static final int MOST_TOGETHER = 20;

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        rung.release();
    }

    /**
     * Waits until it has rung and is quiet again, or for so long.
     *
     * @return whether it has rung since the last wait
     */
    boolean await(Duration most) {
        try {
            boolean any = rung.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
            boolean more = any;
            for (int i = 0; more && i < MOST_TOGETHER; i++) {
                rung.drainPermits();
                more = rung.tryAcquire(TOGETHER.toNanos(), TimeUnit.NANOSECONDS);
            }
            return any;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
