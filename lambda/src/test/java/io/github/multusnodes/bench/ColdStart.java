package io.github.multusnodes.bench;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.simulator.runtime.ProcessFunction;
import io.github.multusnodes.simulator.runtime.ProcessSettings;
import io.github.multusnodes.simulator.runtime.RuntimeClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * One start of the packaged function, with two launches.
 *
 * @param first milliseconds from the start of the process to its first answer
 * @param cpu milliseconds of CPU time that the process used until then
 * @param run milliseconds of the first run, as the function logs them; the rest is initialisation
 * @param warm milliseconds of the second run, from the event to the request for the next one
 * @param peak megabytes that the process had in memory at most
 */
record ColdStart(double first, double cpu, double run, double warm, double peak) {

    private static final String HANDLER =
            "io.github.multusnodes.handler.LaunchHookHandler::handleRequest";
    private static final int NETWORKS = 2;

    /** Measures one on the CPU that the launcher picks. */
    static ColdStart measure(Path jar, List<String> flags, List<String> launcher)
            throws IOException, InterruptedException {
        try (LaunchSite site = new LaunchSite(NETWORKS);
                ProcessFunction function = function(jar, site, flags, launcher)) {
            InvocationResult first = answer(function, site.launch());
            double cpu = cpuMillis(process());
            Invocation next = site.launch();
            long start = System.nanoTime();
            answer(function, next);
            double warm = (System.nanoTime() - start) / 1e6;
            site.requireAllWell();
            return new ColdStart(
                    Objects.requireNonNull(first.coldStart()).toNanos() / 1e6,
                    cpu,
                    loggedMillis(first),
                    warm,
                    peakMegabytes(process()));
        }
    }

    /** Has a process write its archive: as measured, but ended politely. */
    static void train(Path jar, List<String> flags) throws IOException, InterruptedException {
        try (LaunchSite site = new LaunchSite(NETWORKS);
                ProcessFunction function = function(jar, site, flags, List.of())) {
            answer(function, site.launch());
            answer(function, site.launch());
            ProcessHandle process = process();
            process.destroy();
            process.onExit().join();
        }
    }

    private static ProcessFunction function(
            Path jar, LaunchSite site, List<String> flags, List<String> launcher) {
        return new ProcessFunction(
                ProcessSettings.of("launch", HANDLER, List.of(jar), RuntimeClient.jars())
                        .withEnvironment(site.variables())
                        .withResources(512, 1)
                        .withJvm(flags, launcher),
                _ -> {});
    }

    private static InvocationResult answer(ProcessFunction function, Invocation event) {
        CompletableFuture<InvocationResult> over = new CompletableFuture<>();
        function.invoke(event, over::complete);
        InvocationResult result = over.join();
        if (!result.succeeded()) {
            throw new IllegalStateException(
                    result.outcome() + ": " + result.text() + "\n" + result.log());
        }
        return result;
    }

    private static double loggedMillis(InvocationResult result) {
        return result.log().stream()
                .filter(line -> line.startsWith("{") && line.contains("\"step\":\"summary\""))
                .map(line -> Json.parse(line).asObject())
                .map((JsonObject line) -> line.getDouble("duration_ms", 0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No summary in " + result.log()));
    }

    /** The one child that runs the same {@code java} as this process. */
    private static ProcessHandle process() {
        ProcessHandle own = ProcessHandle.current();
        return own.children()
                .filter(child -> child.info().command().equals(own.info().command()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The function's process has ended"));
    }

    private static double cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    /** "VmHWM" of proc(5): the peak resident set. */
    private static double peakMegabytes(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow();
    }
}
