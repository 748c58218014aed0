package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.ProcessFunction;
import io.github.multusnodes.simulator.runtime.ProcessSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A packaged function in a process of its own, and what that process has used. */
final class FunctionProcess implements AutoCloseable {

    private final ProcessFunction function;

    FunctionProcess(ProcessSettings settings) {
        this.function = new ProcessFunction(settings, _ -> {});
    }

    /** Its answer to an event, which must be a success. */
    InvocationResult answer(Invocation event) {
        CompletableFuture<InvocationResult> over = new CompletableFuture<>();
        function.invoke(event, over::complete);
        InvocationResult result = over.join();
        if (!result.succeeded()) {
            throw new IllegalStateException(
                    result.outcome() + ": " + result.text() + "\n" + result.log());
        }
        return result;
    }

    /** Milliseconds of CPU time that it has used. */
    double cpuMillis() {
        return process().info().totalCpuDuration().orElseThrow().toMillis();
    }

    /** Megabytes that it had in memory at most: "VmHWM" of proc(5), the peak resident set. */
    double peakMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process().pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow();
    }

    /** Ends it politely, so that it writes what it was told to write at its end. */
    void end() {
        ProcessHandle process = process();
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        function.close();
    }

    /** The one child that runs the same {@code java} as this process. */
    private static ProcessHandle process() {
        ProcessHandle own = ProcessHandle.current();
        return own.children()
                .filter(child -> child.info().command().equals(own.info().command()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The function's process has ended"));
    }
}
