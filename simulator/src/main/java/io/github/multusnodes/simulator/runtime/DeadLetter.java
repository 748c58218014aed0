package io.github.multusnodes.simulator.runtime;

import java.time.Instant;

/**
 * An event that is not run any more.
 *
 * @param function the function it was meant for
 * @param requestId of all its runs
 * @param condition why
 * @param attempts how often it was run
 * @param at when it was given up
 * @param lastError what the last run said, or that there was none
 */
public record DeadLetter(
        Event event,
        String function,
        String requestId,
        Condition condition,
        int attempts,
        Instant at,
        String lastError) {

    /** Why an event is given up, in Lambda's words. */
    public enum Condition {
        RETRIES_EXHAUSTED,
        EVENT_AGE_EXCEEDED
    }
}
