package io.github.multusnodes.simulator.runtime;

import java.time.Duration;

/**
 * How Lambda runs a function asynchronously ("How Lambda handles errors and retries with
 * asynchronous invocation").
 *
 * @param retries runs after a failed first one, 0 to 2
 * @param retryAfter from the end of the first failed run to the second; the next wait is twice as
 *     long
 * @param maximumAge an event that is older is not run any more, 60 s to 6 h
 * @param reservedConcurrency runs at the same time; more are throttled
 */
public record AsyncSettings(
        int retries, Duration retryAfter, Duration maximumAge, int reservedConcurrency) {

    private static final Duration LEAST_AGE = Duration.ofSeconds(60);
    private static final Duration MOST_AGE = Duration.ofHours(6);

    public AsyncSettings {
        if (retries < 0 || retries > 2) {
            throw new IllegalArgumentException("retries is " + retries + "; Lambda allows 0 to 2");
        }
        if (maximumAge.compareTo(LEAST_AGE) < 0 || maximumAge.compareTo(MOST_AGE) > 0) {
            throw new IllegalArgumentException(
                    "maximumAge is " + maximumAge + "; Lambda allows 60 s to 6 h");
        }
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "retryAfter is " + retryAfter + "; it must not be negative");
        }
        if (reservedConcurrency < 0) {
            throw new IllegalArgumentException(
                    "reservedConcurrency is " + reservedConcurrency + "; it must be 0 or more");
        }
    }

    /** Lambda's defaults: two retries after 1 and 2 minutes, 6 hours, an account's 1000 runs. */
    public static AsyncSettings usual() {
        return new AsyncSettings(2, Duration.ofMinutes(1), MOST_AGE, 1000);
    }

    /** The same with another number of retries. */
    public AsyncSettings withRetries(int other) {
        return new AsyncSettings(other, retryAfter, maximumAge, reservedConcurrency);
    }

    /** The same with another first wait: a run in real time may not want to wait minutes. */
    public AsyncSettings withRetryAfter(Duration other) {
        return new AsyncSettings(retries, other, maximumAge, reservedConcurrency);
    }

    /** The same with another age limit. */
    public AsyncSettings withMaximumAge(Duration other) {
        return new AsyncSettings(retries, retryAfter, other, reservedConcurrency);
    }

    /** The same with another number of runs at the same time; 0 throttles all. */
    public AsyncSettings withReservedConcurrency(int other) {
        return new AsyncSettings(retries, retryAfter, maximumAge, other);
    }
}
