package io.github.multusnodes.simulator.runtime;

/** What an execution environment's process does next, as seen from outside. */
sealed interface Signal {

    /** It asks for an event. */
    record Idle() implements Signal {}

    /** It answers its event. */
    record Answered(String body) implements Signal {}

    /** Its handler failed. */
    record Failed(String errorType, String message) implements Signal {}

    /** It could not be initialised, or restored. */
    record InitFailed(String errorType, String message) implements Signal {}

    /** Its process has ended. */
    record Exited(int status) implements Signal {}

    /** It did nothing for as long as it was allowed to. */
    record Overdue() implements Signal {}
}
