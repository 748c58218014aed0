package io.github.multusnodes.simulator.wire;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.Faults;
import io.github.multusnodes.simulator.fault.Heard;
import io.github.multusnodes.simulator.fault.ProcessEnded;
import io.github.multusnodes.simulator.time.Timeline;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An answer that goes on, with the fault that its call has met. */
final class MetStream implements AnswerStream {

    private static final int OK = 200;

    private final AnswerStream stream;
    private final Timeline timeline;
    private final Faults faults;
    private final String caller;
    private final @Nullable Fault fault;
    private final Instant began;
    private final Timeline.Bell closing;
    private volatile boolean closed;

    MetStream(
            AnswerStream stream,
            Timeline timeline,
            Faults faults,
            String caller,
            @Nullable Fault fault) {
        this.stream = stream;
        this.timeline = timeline;
        this.faults = faults;
        this.caller = caller;
        this.fault = fault;
        this.began = timeline.now();
        this.closing = timeline.bell();
    }

    @Override
    public Optional<String> next(Duration most) throws IOException {
        Optional<String> next =
                switch (fault) {
                    case Fault.BreakOff(Duration after) -> untilItBreaks(after, most);
                    case Fault.FallSilent(Duration after) -> untilItIsSilent(after, most);
                    case Fault.Garble(UnaryOperator<Heard> by) ->
                            stream.next(most).map(text -> garbled(text, by));
                    case null, default -> stream.next(most);
                };
        if (faults.isDead(caller)) {
            throw new ProcessEnded(caller);
        }
        return next;
    }

    @Override
    public void close() {
        closed = true;
        stream.close();
        closing.ring();
    }

    private Optional<String> untilItBreaks(Duration after, Duration most) throws IOException {
        Duration left = left(after);
        Optional<String> next =
                left.isPositive() ? stream.next(shorter(left, most)) : Optional.of("");
        if (left(after).isPositive()) {
            return next;
        }
        close();
        throw new IOException("The connection broke in the midst of the answer");
    }

    private Optional<String> untilItIsSilent(Duration after, Duration most) throws IOException {
        Duration left = left(after);
        if (left.isPositive()) {
            Optional<String> next = stream.next(shorter(left, most));
            if (left(after).isPositive()) {
                return next;
            }
        }
        Duration silent = left.isPositive() ? most.minus(shorter(left, most)) : most;
        if (silent.isPositive()) {
            closing.await(silent);
        }
        if (closed || Thread.currentThread().isInterrupted()) {
            throw new IOException("The answer is closed");
        }
        return Optional.of("");
    }

    private Duration left(Duration after) {
        return Duration.between(timeline.now(), began.plus(after));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String garbled(String text, UnaryOperator<Heard> by) {
        return text.isEmpty() ? text : by.apply(new Heard(OK, "application/json", text)).body();
    }
}
