package io.github.multusnodes.simulator.fault;

import io.github.multusnodes.simulator.state.Refusal;

import java.time.Duration;
import java.util.function.UnaryOperator;

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

    /** The call takes effect, but its answer comes as something else. */
    record Garble(UnaryOperator<Heard> by) implements Fault {

        /** Something else stands wherever the answer had a text. */
        public Garble(String text, String other) {
            this(
                    heard ->
                            new Heard(
                                    heard.status(),
                                    heard.contentType(),
                                    heard.body().replace(text, other)));
        }
    }

    /** The answer goes on for so long, and then its connection breaks. For answers that go on. */
    record BreakOff(Duration after) implements Fault {}

    /**
     * The answer goes on for so long, and then nothing more of it comes, not even its end. For
     * answers that go on.
     */
    record FallSilent(Duration after) implements Fault {}

    /** The call takes so much longer. */
    record Delay(Duration by) implements Fault {}
}
