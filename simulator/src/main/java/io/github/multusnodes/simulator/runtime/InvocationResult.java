package io.github.multusnodes.simulator.runtime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What became of a run.
 *
 * @param outcome how it ended
 * @param text the answer of a successful run, else what went wrong
 * @param errorType Lambda's or the exception's type name; absent after success
 * @param environment the execution environment it ran in, which is also its AWS access key id
 * @param log the lines it wrote
 * @param coldStart from the start of a process to its first answer; absent when it was warm
 * @param run from the event to the answer; zero where no event was handed over
 */
public record InvocationResult(
        Outcome outcome,
        String text,
        @Nullable String errorType,
        String environment,
        List<String> log,
        @Nullable Duration coldStart,
        Duration run) {

    /** How a run ended. */
    public enum Outcome {
        /** It answered. */
        OK,
        /** The handler threw. */
        FUNCTION_ERROR,
        /** It was ended at the function's timeout. */
        TIMEOUT,
        /** Its process ended before it answered. */
        CRASH,
        /** Its process never got as far as to ask for an event. */
        INIT_ERROR
    }

    public InvocationResult {
        log = List.copyOf(log);
    }

    static InvocationResult ok(String answer) {
        return new InvocationResult(Outcome.OK, answer, null, "", List.of(), null, Duration.ZERO);
    }

    static InvocationResult failed(Outcome outcome, String errorType, String message) {
        return new InvocationResult(
                outcome, message, errorType, "", List.of(), null, Duration.ZERO);
    }

    static InvocationResult timedOut(Duration timeout) {
        return failed(
                Outcome.TIMEOUT,
                "Sandbox.Timedout",
                "Task timed out after %d.%02d seconds"
                        .formatted(timeout.toSeconds(), timeout.toMillisPart() / 10));
    }

    InvocationResult in(String where, List<String> lines, @Nullable Duration cold) {
        return new InvocationResult(outcome, text, errorType, where, lines, cold, run);
    }

    InvocationResult after(Duration handling) {
        return new InvocationResult(
                outcome, text, errorType, environment, log, coldStart, handling);
    }

    /** Whether the run answered. */
    public boolean succeeded() {
        return outcome == Outcome.OK;
    }
}
