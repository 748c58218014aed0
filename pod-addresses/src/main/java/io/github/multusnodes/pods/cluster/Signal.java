package io.github.multusnodes.pods.cluster;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one who waits, from beside it; between threads unless time is virtual. */
public interface Signal {

    /** Wakes whoever waits, or else the next to do so. */
    void ring();

    /** Waits until it has rung since it was last waited for, or for so long. */
    void await(Duration most);

    /** Between threads. */
    static Signal ofThreads() {
        Semaphore rung = new Semaphore(0);
        return new Signal() {
            @Override
            public void ring() {
                rung.release();
            }

            @Override
            public void await(Duration most) {
                try {
                    if (rung.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                        rung.drainPermits();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted while waiting", e);
                }
            }
        };
    }
}
