package io.github.multusnodes.simulator.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.multusnodes.simulator.fault.ProcessEnded;
import io.github.multusnodes.simulator.runtime.InvocationResult.Outcome;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A function whose handler runs in this process, on the world's own clock. Each concurrent run has
 * an execution environment of its own; a free one is used again, one that was ended is not.
 */
public final class InProcessFunction implements Function {

    /** The code of a function. */
    @FunctionalInterface
    public interface Handler {
        /** Answers an event, or throws. */
        byte[] handle(byte[] event, InvocationContext context) throws Exception;
    }

    private final String name;
    private final Timeline time;
    private final Duration timeout;
    private final Consumer<String> kill;
    private final Handler handler;
    private final Deque<String> free = new ArrayDeque<>();
    private int started;

    /**
     * @param timeout after which a run is over, whatever its handler still does
     * @param kill told the environment of such a run; it has to see to it that no call of that
     *     environment has any effect from then on, as {@code faults::kill} does
     */
    public InProcessFunction(
            String name, Timeline time, Duration timeout, Consumer<String> kill, Handler handler) {
        this.name = name;
        this.time = time;
        this.timeout = timeout;
        this.kill = kill;
        this.handler = handler;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void invoke(Invocation invocation, Consumer<InvocationResult> whenOver) {
        String environment = takeEnvironment();
        InvocationContext context =
                new InvocationContext(
                        invocation.requestId(), name, environment, time.now().plus(timeout), time);
        AtomicBoolean over = new AtomicBoolean();
        Consumer<InvocationResult> end =
                result -> whenOver.accept(result.in(environment, context.lines(), null));
        Timeline.Timer deadline =
                time.after(
                        timeout,
                        () -> {
                            if (over.compareAndSet(false, true)) {
                                kill.accept(environment);
                                end.accept(InvocationResult.timedOut(timeout));
                            }
                        });
        time.start(
                name,
                () -> {
                    InvocationResult result = run(invocation, context);
                    if (over.compareAndSet(false, true)) {
                        deadline.cancel();
                        if (result.outcome() != Outcome.CRASH) {
                            giveBack(environment);
                        }
                        end.accept(result);
                    }
                });
    }

    private InvocationResult run(Invocation invocation, InvocationContext context) {
        try {
            byte[] answer = handler.handle(invocation.event().getBytes(UTF_8), context);
            return InvocationResult.ok(new String(answer, UTF_8));
        } catch (ProcessEnded ended) {
            return InvocationResult.failed(
                    Outcome.CRASH, "Runtime.ExitError", Objects.requireNonNull(ended.getMessage()));
        } catch (Throwable thrown) {
            return InvocationResult.failed(
                    Outcome.FUNCTION_ERROR,
                    thrown.getClass().getName(),
                    Objects.requireNonNullElse(thrown.getMessage(), ""));
        }
    }

    private synchronized String takeEnvironment() {
        return free.isEmpty() ? name + "-" + ++started : free.pop();
    }

    private synchronized void giveBack(String environment) {
        free.push(environment);
    }
}
