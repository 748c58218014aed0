package io.github.multusnodes.reconcile;

import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** How long a run may go on trying, and what it does while it waits. */
final class Bounds {

    /** Kept for undoing and answering when the time for the work is used up. */
    static final Duration RESERVE = Duration.ofSeconds(8);

    private final Time time;
    private final RandomGenerator chance;
    private final RunLog log;

    /**
     * @param chance of back-off
     * @param log told what each wait is for
     */
    Bounds(Time time, RandomGenerator chance, RunLog log) {
        this.time = time;
        this.chance = chance;
        this.log = log;
    }

    /** Tries until a deadline, and keeps the lifecycle action alive meanwhile. */
    Retry until(Instant deadline, Heartbeat heartbeat) {
        return until(deadline).meanwhile(heartbeat::beat);
    }

    /** Tries until a deadline; the lifecycle action may run out meanwhile. */
    Retry until(Instant deadline) {
        return new Retry(time, chance, deadline, log::waiting);
    }
}
