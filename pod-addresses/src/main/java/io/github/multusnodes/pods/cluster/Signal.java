package io.github.multusnodes.pods.cluster;

import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one who waits, from another thread or another activity of virtual time. */
public sealed interface Signal {

    /** Wakes whoever waits, or else the next to do so. */
    void ring();

    /** Forgets rings so far. */
    void forget();

    /** Waits until it rings, or for so long. */
    void await(Duration most);

    /** Between threads. */
    static Signal ofThreads() {
        return new OfThreads(new Semaphore(0));
    }

    /** Between activities of whatever time passes: it is looked after often. */
    static Signal ofTime(Time time) {
        return new OfTime(time);
    }

    /** As the machine has it. */
    record OfThreads(Semaphore rung) implements Signal {

        @Override
        public void ring() {
            rung.release();
        }

        @Override
        public void forget() {
            rung.drainPermits();
        }

        @Override
        public void await(Duration most) {
            try {
                if (rung.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                    forget();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", e);
            }
        }
    }

    /** By looking every few milliseconds, which cost nothing in virtual time. */
    final class OfTime implements Signal {

        private static final Duration EVERY = Duration.ofMillis(10);

        private final Time time;
        private volatile boolean rung;

        OfTime(Time time) {
            this.time = time;
        }

        @Override
        public void ring() {
            rung = true;
        }

        @Override
        public void forget() {
            rung = false;
        }

        @Override
        public void await(Duration most) {
            Instant end = time.now().plus(most);
            while (!rung && time.now().isBefore(end)) {
                Duration left = Duration.between(time.now(), end);
                time.pause(left.compareTo(EVERY) < 0 ? left : EVERY);
            }
            rung = false;
        }
    }
}
