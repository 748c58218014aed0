package io.github.multusnodes.simulator.fault;

import io.github.multusnodes.simulator.state.Refusal;

import java.time.Duration;

/** What happens to a call beside, or instead of, its effect. */
public sealed interface Fault {

    /** The call is refused and has no effect. */
    record Refuse(Refusal refusal) implements Fault {}

    /** The call is refused as one too many, as its service does it, and has no effect. */
    record Throttle() implements Fault {}

    /** The call never arrives: no effect, and the connection breaks. */
    record LoseRequest() implements Fault {}

    /** The call takes effect, but the connection breaks before the answer. */
    record LoseAnswer() implements Fault {}

    /** The caller's process ends before the call is sent. */
    record KillBefore() implements Fault {}

    /** The call takes effect, and the caller's process ends before it learns of it. */
    record KillAfter() implements Fault {}

    /** The call takes effect, but its answer has something else wherever it had a text. */
    record Garble(String text, String by) implements Fault {}

    /** The call takes so much longer. */
    record Delay(Duration by) implements Fault {}
}
