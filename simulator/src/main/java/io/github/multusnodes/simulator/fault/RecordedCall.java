package io.github.multusnodes.simulator.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * A call and what came of it.
 *
 * @param call the call
 * @param at when it arrived
 * @param took how long it took in simulated time
 * @param outcome {@code ok}, the error code, or what broke the connection
 */
public record RecordedCall(Call call, Instant at, Duration took, String outcome) {

    /** The outcome of a call that was answered without an error. */
    public static final String OK = "ok";

    /** The outcome of a call that took effect, but whose answer did not arrive. */
    public static final String ANSWER_LOST = "answer lost";

    /** Whether the call was answered without an error. */
    public boolean succeeded() {
        return outcome.equals(OK);
    }

    /** Whether the call took effect, whatever its caller learned of it. */
    public boolean tookEffect() {
        return succeeded() || outcome.equals(ANSWER_LOST);
    }
}
