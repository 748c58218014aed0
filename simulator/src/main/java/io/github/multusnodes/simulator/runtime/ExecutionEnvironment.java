package io.github.multusnodes.simulator.runtime;

import io.github.multusnodes.simulator.runtime.InvocationResult.Outcome;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One process with a runtime API and a folder of its own. It runs one event at a time, several one
 * after the other, in real time.
 */
final class ExecutionEnvironment implements AutoCloseable {

    private final String name;
    private final ProcessSettings settings;
    private final Consumer<LogLine> log;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Folder folder;
    private final LogFile output;
    private final RuntimeApi api;
    private final Process process;
    private final Instant started = Instant.now();
    private boolean cold = true;
    private volatile boolean usable = true;

    /**
     * Starts the process; does not wait for it.
     *
     * @throws IOException if that is not possible
     */
    ExecutionEnvironment(String name, ProcessSettings settings, Consumer<LogLine> log)
            throws IOException {
        this.name = name;
        this.settings = settings;
        this.log = log;
        this.folder = Folder.create();
        this.output = new LogFile(folder.path().resolve("output.log"));
        RuntimeApi opened = null;
        try {
            NativeLibrary.unpack(settings.runtimeClient(), folder.path());
            String region = ProcessCommand.regionOf(settings);
            opened =
                    new RuntimeApi(
                            FunctionArn.of(region, settings.functionName()), name, signals::add);
            this.api = opened;
            this.process =
                    ProcessCommand.of(settings, name, opened.address(), folder.path())
                            .redirectOutput(output.path().toFile())
                            .start();
        } catch (IOException e) {
            if (opened != null) {
                opened.close();
            }
            folder.close();
            throw e;
        }
        var _ = process.onExit().thenAccept(it -> signals.add(new Signal.Exited(it.exitValue())));
    }

    String name() {
        return name;
    }

    /** Whether another event may be run. */
    boolean usable() {
        return usable && process.isAlive();
    }

    /**
     * Runs an event. The run is over when the process has asked for the next one, or has ended; in
     * between, a failed handler's stack trace is logged.
     */
    InvocationResult run(Invocation invocation) throws IOException, InterruptedException {
        boolean first = cold;
        Signal ready = first ? await(settings.initTimeout()) : new Signal.Idle();
        cold = false;
        InvocationResult result;
        Duration coldStart = null;
        if (ready instanceof Signal.Idle) {
            Instant handed = Instant.now();
            Instant deadline = handed.plus(settings.timeout());
            api.hand(invocation, deadline);
            Signal answer = await(settings.timeout());
            result = resultOf(answer, invocation).after(Duration.between(handed, Instant.now()));
            if (first && answer instanceof Signal.Answered) {
                coldStart = Duration.between(started, Instant.now());
            }
            usable = isAnswer(answer) && await(untilOrSoon(deadline)) instanceof Signal.Idle;
        } else {
            result = failedInit(ready);
            usable = false;
        }
        if (!usable) {
            kill();
        }
        return result.in(name, tellLog(invocation.requestId()), coldStart);
    }

    /** Ends the process at once, as a timeout or a crash of its machine would. */
    void kill() {
        usable = false;
        process.destroyForcibly().onExit().join();
    }

    /** Ends the process and removes its folder. */
    @Override
    public void close() throws IOException {
        kill();
        api.close();
        folder.close();
    }

    private Signal await(Duration most) throws InterruptedException {
        Signal signal = signals.poll(most.toNanos(), TimeUnit.NANOSECONDS);
        return signal == null ? new Signal.Overdue() : signal;
    }

    /** A run that answers at its very deadline has answered; asking for more gets a moment. */
    private static Duration untilOrSoon(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        Duration soon = Duration.ofSeconds(1);
        return left.compareTo(soon) < 0 ? soon : left;
    }

    private static boolean isAnswer(Signal signal) {
        return signal instanceof Signal.Answered || signal instanceof Signal.Failed;
    }

    private InvocationResult resultOf(Signal answer, Invocation invocation) {
        return switch (answer) {
            case Signal.Answered answered -> InvocationResult.ok(answered.body());
            case Signal.Failed failed ->
                    InvocationResult.failed(
                            Outcome.FUNCTION_ERROR, failed.errorType(), failed.message());
            case Signal.Overdue _ -> InvocationResult.timedOut(settings.timeout());
            case Signal.Exited exited ->
                    InvocationResult.failed(
                            Outcome.CRASH,
                            "Runtime.ExitError",
                            "RequestId: %s Error: Runtime exited with exit status %d"
                                    .formatted(invocation.requestId(), exited.status()));
            case Signal.Idle _, Signal.InitFailed _ ->
                    InvocationResult.failed(
                            Outcome.CRASH,
                            "Runtime.InvalidState",
                            "The runtime client neither answered nor failed its event: " + answer);
        };
    }

    private InvocationResult failedInit(Signal signal) {
        return switch (signal) {
            case Signal.InitFailed failed ->
                    InvocationResult.failed(
                            Outcome.INIT_ERROR, failed.errorType(), failed.message());
            case Signal.Exited exited ->
                    InvocationResult.failed(
                            Outcome.INIT_ERROR,
                            "Runtime.ExitError",
                            "The process ended with exit status %d before it asked for an event"
                                    .formatted(exited.status()));
            default ->
                    InvocationResult.failed(
                            Outcome.INIT_ERROR,
                            "Sandbox.Timedout",
                            "The process did not ask for an event within "
                                    + settings.initTimeout());
        };
    }

    private List<String> tellLog(String requestId) throws IOException {
        List<String> lines = output.newLines();
        lines.forEach(line -> log.accept(new LogLine(name, requestId, line)));
        return lines;
    }
}
