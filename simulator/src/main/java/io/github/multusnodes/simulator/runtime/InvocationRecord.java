package io.github.multusnodes.simulator.runtime;

import java.time.Instant;

/**
 * A run that is over.
 *
 * @param event what it was about
 * @param function the function's name
 * @param attempt 1 for the first run of the event, at most 3
 * @param requestId the same for all attempts
 * @param start when it was begun
 * @param end when it was over
 * @param result what became of it
 */
public record InvocationRecord(
        Event event,
        String function,
        int attempt,
        String requestId,
        Instant start,
        Instant end,
        InvocationResult result) {}
