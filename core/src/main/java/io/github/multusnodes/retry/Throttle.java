package io.github.multusnodes.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * One action that is throttled, as one run meets it. The bucket is shared with callers that nobody
 * knows of, and its rate may be another than the documented one; all that a run can know is how
 * long it has waited. So each wait is a share of all waiting before it: however long a crowd takes,
 * its last comes late by no more than that share, and asks only so often as the logarithm of that
 * time.
 *
 * <p>The calls of a run that were refused are tried one at a time: a node with eight of them asks
 * as often as a node with one. While calls succeed, one follows upon the other. Safe for use by
 * several threads.
 */
final class Throttle {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int SHARE = 4;

    /** Whoever waits longer learns too late that tokens are there. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** By then EC2 has refused a call if it does. */
    private static final Duration ANSWERED = Duration.ofMillis(500);

    private final RandomGenerator jitter;
    private Duration waited = Duration.ZERO;
    private Instant next = Instant.EPOCH;

    /**
     * @param jitter parts runs that were refused together
     */
    Throttle(RandomGenerator jitter) {
        this.jitter = jitter;
    }

    /** A call was refused: the next try is put off, unless it is already. */
    synchronized void refused(Instant now) {
        if (!next.isAfter(now.plus(ANSWERED))) {
            Duration wait = wait(FIRST.plus(waited.dividedBy(SHARE)));
            waited = waited.plus(wait);
            next = now.plus(wait);
        }
    }

    /** How long until the caller may look again; zero if the next try is the caller's, now. */
    synchronized Duration untilTurn(Instant now) {
        if (now.isBefore(next)) {
            return Duration.between(now, next);
        }
        next = now.plus(ANSWERED);
        return Duration.ZERO;
    }

    /** Half of it is fixed, half is chance. */
    private Duration wait(Duration most) {
        long millis = Math.min(LONGEST.toMillis(), most.toMillis());
        return Duration.ofMillis(millis / 2 + jitter.nextLong(millis / 2 + 1));
    }
}
