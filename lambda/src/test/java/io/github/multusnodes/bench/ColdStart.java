package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.runtime.Invocation;
import io.github.multusnodes.simulator.runtime.InvocationResult;
import io.github.multusnodes.stage.Layout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One start of the packaged function, with two launches or two terminations.
 *
 * @param first milliseconds from the start of the process to its first answer
 * @param cpu milliseconds of CPU time that the process used until then
 * @param run milliseconds from its first event to its answer; the rest is initialisation
 * @param warm milliseconds of the second run, from the event to the request for the next one
 * @param peak megabytes that the process had in memory at most
 */
record ColdStart(double first, double cpu, double run, double warm, double peak) {

    private static final Duration HOOK_TIMEOUT = Duration.ofHours(1);

    /** Measures one on the CPU that the launcher picks. */
    static ColdStart measure(Subject subject, List<String> flags, List<String> launcher)
            throws IOException, InterruptedException {
        try (LaunchSite site = site();
                FunctionProcess function = site.function(subject, flags, launcher)) {
            InvocationResult first = function.answer(event(subject, site));
            double cpu = function.cpuMillis();
            Invocation next = event(subject, site);
            long start = System.nanoTime();
            function.answer(next);
            double warm = (System.nanoTime() - start) / 1e6;
            site.requireAllWell();
            if (site.cordoned() != (subject.kind() == Subject.Kind.LAUNCH ? 0 : 2)) {
                throw new IllegalStateException("Nodes cordoned: " + site.cordoned());
            }
            return new ColdStart(
                    Objects.requireNonNull(first.coldStart()).toNanos() / 1e6,
                    cpu,
                    first.run().toNanos() / 1e6,
                    warm,
                    function.peakMegabytes());
        }
    }

    /** Has a process write its archive: as measured, but ended politely. */
    static void train(Subject subject, List<String> flags)
            throws IOException, InterruptedException {
        try (LaunchSite site = site();
                FunctionProcess function = site.function(subject, flags, List.of())) {
            function.answer(event(subject, site));
            function.answer(event(subject, site));
            function.end();
        }
    }

    private static Invocation event(Subject subject, LaunchSite site) throws InterruptedException {
        return switch (subject.kind()) {
            case LAUNCH -> site.launch();
            case TERMINATION -> site.terminate();
        };
    }

    private static LaunchSite site() throws IOException {
        return new LaunchSite(Layout.of(1, 2).withTerminateHook(HOOK_TIMEOUT), IntStream.empty());
    }
}
