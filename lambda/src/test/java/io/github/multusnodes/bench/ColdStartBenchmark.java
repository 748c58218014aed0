package io.github.multusnodes.bench;

import io.github.multusnodes.bench.Subject.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints how long the packaged function takes to its first answer, with different JVM flags. */
final class ColdStartBenchmark {

    /** The function has a CPU of its own; {@code ./bench} keeps everything else off it. */
    static final List<String> FUNCTIONS_CPU = List.of("taskset", "-c", "0");

    private static final List<String> DEFAULT = List.of("--enable-native-access=ALL-UNNAMED");
    static final List<String> LAMBDA = and(DEFAULT, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** With SnapStart, Lambda does not stop at C1. */
    private static final List<String> SNAPSHOT = and(DEFAULT, "-XX:+UseSerialGC");

    private ColdStartBenchmark() {}

    /**
     * Runs all variants in turn, round after round.
     *
     * @param args the jar for launches, the jar for drains, a folder for archives, and the number
     *     of rounds
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[3]);
        Map<String, Variant> variants =
                variants(
                        Path.of(args[0]),
                        Path.of(args[1]),
                        Files.createDirectories(Path.of(args[2])));
        Map<String, List<ColdStart>> samples = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Variant> variant : variants.entrySet()) {
                Variant its = variant.getValue();
                ColdStart sample = ColdStart.measure(its.subject(), its.flags(), FUNCTIONS_CPU);
                // The first round only fills the machine's file caches.
                if (round > 0) {
                    samples.computeIfAbsent(variant.getKey(), _ -> new ArrayList<>()).add(sample);
                }
            }
        }
        print(samples, rounds);
    }

    private static Map<String, Variant> variants(Path launches, Path drains, Path folder)
            throws IOException, InterruptedException {
        Path classes = folder.resolve("launch.jsa").toAbsolutePath();
        Path cache = folder.resolve("launch.aot").toAbsolutePath();
        Files.deleteIfExists(classes);
        Files.deleteIfExists(cache);
        Subject launch = new Subject(launches, Kind.LAUNCH);
        ColdStart.train(launch, and(LAMBDA, "-XX:ArchiveClassesAtExit=" + classes));
        ColdStart.train(launch, and(LAMBDA, "-XX:AOTCacheOutput=" + cache));
        Map<String, Variant> variants = new LinkedHashMap<>();
        variants.put("the JVM's own choice of flags", new Variant(launch, DEFAULT));
        variants.put("C1, serial GC: as Lambda", new Variant(launch, LAMBDA));
        variants.put(
                "as Lambda + AppCDS archive",
                new Variant(launch, and(LAMBDA, "-XX:SharedArchiveFile=" + classes)));
        variants.put(
                "as Lambda + AOT cache", new Variant(launch, and(LAMBDA, "-XX:AOTCache=" + cache)));
        variants.put(
                "as Lambda, but with the jar for drains",
                new Variant(new Subject(drains, Kind.LAUNCH), LAMBDA));
        variants.put(
                "a termination, as Lambda",
                new Variant(new Subject(drains, Kind.TERMINATION), LAMBDA));
        variants.put(
                "with SnapStart: rehearsed, then restored",
                new Variant(new Subject(launches, Kind.LAUNCH, true), SNAPSHOT));
        for (Path archive : List.of(classes, cache)) {
            System.err.printf("%s: %d MB%n", archive.getFileName(), Files.size(archive) >> 20);
        }
        return variants;
    }

    private static void print(Map<String, List<ColdStart>> samples, int rounds) {
        System.out.printf("### Cold start: median (min-max) of %d rounds%n%n", rounds);
        Table table =
                new Table(
                        List.of(
                                "variant",
                                "start to first answer, ms",
                                "of it CPU time, ms",
                                "initialisation, ms",
                                "first run, ms",
                                "second run, ms",
                                "peak memory, MB"));
        samples.forEach(
                (variant, all) ->
                        table.row(
                                List.of(
                                        variant,
                                        figure(all, ColdStart::first),
                                        figure(all, ColdStart::cpu),
                                        figure(all, sample -> sample.first() - sample.run()),
                                        figure(all, ColdStart::run),
                                        figure(all, ColdStart::warm),
                                        figure(all, ColdStart::peak))));
    }

    private static String figure(List<ColdStart> samples, ToDoubleFunction<ColdStart> of) {
        List<Double> sorted =
                samples.stream().map(of::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
        return "%.0f (%.0f-%.0f)"
                .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    private record Variant(Subject subject, List<String> flags) {}

    private static List<String> and(List<String> flags, String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
