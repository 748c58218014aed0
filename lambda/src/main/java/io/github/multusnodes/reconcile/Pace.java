package io.github.multusnodes.reconcile;

import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls of one action within its rate, so that hardly any is refused: five at once, then one
 * a second ("Request throttling for the Amazon EC2 API", CIDR reservations). Others who call the
 * same action empty the same bucket; then {@link Retry} waits.
 */
final class Pace {

    private static final int AT_ONCE = 5;

    /** A little slower than the bucket refills, for calls arrive with jitter. */
    private static final Duration EACH = Duration.ofMillis(1050);

    private final Time time;
    private Instant full = Instant.EPOCH;

    Pace(Time time) {
        this.time = time;
    }

    /** Holds the caller until a call is due; it counts as made. */
    void await() {
        Instant due = full.minus(EACH.multipliedBy(AT_ONCE - 1L));
        Instant now = time.now();
        if (now.isBefore(due)) {
            time.pause(Duration.between(now, due));
            now = due;
        }
        full = (now.isAfter(full) ? now : full).plus(EACH);
    }
}
