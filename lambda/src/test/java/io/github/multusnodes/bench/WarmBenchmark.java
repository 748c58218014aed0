package io.github.multusnodes.bench;

import io.github.multusnodes.bench.Subject.Kind;
import io.github.multusnodes.stage.Layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Prints what a launch costs a function that is warm, and how little memory it can do with. */
final class WarmBenchmark {

    private static final List<Integer> NETWORKS = List.of(1, 2, 4);
    private static final List<Integer> HEAPS = List.of(4, 6, 8, 10, 12, 16, 24, 32, 48, 64);
    private static final int TO_WARM_UP = 10;
    private static final int MEASURED = 20;

    /** Small, so that many collections tell how much was allocated. */
    private static final List<String> SMALL_EDEN =
            List.of("-XX:NewSize=3m", "-XX:MaxNewSize=3m", "-XX:SurvivorRatio=4");

    private static final double EDEN_MEGABYTES = 2;

    private WarmBenchmark() {}

    /**
     * Runs launches with different numbers of networks.
     *
     * @param args the jar for launches, and a folder for logs
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Subject subject = new Subject(Path.of(args[0]), Kind.LAUNCH);
        Path folder = Files.createDirectories(Path.of(args[1]));
        System.out.printf("### A warm launch: mean of %d%n%n", MEASURED);
        Table table =
                new Table(
                        List.of(
                                "networks",
                                "CPU time, ms",
                                "allocated, MB",
                                "smallest heap for ten launches, MB",
                                "peak memory with it, MB"));
        for (int networks : NETWORKS) {
            Warm warm = measure(subject, networks, folder.resolve("gc.log").toAbsolutePath());
            Smallest smallest = smallest(subject, networks);
            table.row(
                    List.of(
                            Integer.toString(networks),
                            "%.0f".formatted(warm.cpuMillis),
                            "%.1f".formatted(warm.megabytes),
                            Integer.toString(smallest.heap),
                            "%.0f".formatted(smallest.peak)));
        }
    }

    private static Warm measure(Subject subject, int networks, Path log)
            throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(ColdStartBenchmark.LAMBDA);
        flags.addAll(SMALL_EDEN);
        flags.add("-Xlog:gc:file=" + log);
        try (LaunchSite site = new LaunchSite(Layout.of(1, networks), IntStream.empty());
                FunctionProcess function =
                        site.function(subject, flags, ColdStartBenchmark.FUNCTIONS_CPU)) {
            launch(site, function, TO_WARM_UP);
            double cpu = function.cpuMillis();
            long collections = collections(log);
            launch(site, function, MEASURED);
            return new Warm(
                    (function.cpuMillis() - cpu) / MEASURED,
                    (collections(log) - collections) * EDEN_MEGABYTES / MEASURED);
        }
    }

    private static void launch(LaunchSite site, FunctionProcess function, int times)
            throws InterruptedException {
        for (int i = 0; i < times; i++) {
            function.answer(site.launch());
        }
        site.requireAllWell();
    }

    private static long collections(Path log) throws IOException {
        return Files.readAllLines(log).stream().filter(line -> line.contains("Pause")).count();
    }

    private static Smallest smallest(Subject subject, int networks)
            throws IOException, InterruptedException {
        for (int heap : HEAPS) {
            try (LaunchSite site = new LaunchSite(Layout.of(1, networks), IntStream.empty());
                    FunctionProcess function =
                            site.function(
                                    subject,
                                    ColdStartBenchmark.LAMBDA,
                                    ColdStartBenchmark.FUNCTIONS_CPU,
                                    heap)) {
                launch(site, function, 10);
                return new Smallest(heap, function.peakMegabytes());
            } catch (IllegalStateException tooSmall) {
                System.err.printf("%d networks do not work with %d MB%n", networks, heap);
            }
        }
        throw new IllegalStateException("No heap of " + HEAPS + " MB is enough");
    }

    private record Warm(double cpuMillis, double megabytes) {}

    private record Smallest(int heap, double peak) {}
}
