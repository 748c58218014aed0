package io.github.multusnodes.bench;

import io.github.multusnodes.stage.Layout;

import java.io.IOException;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Prints what a launch costs in a /16, by how others use it. */
final class ScaleBenchmark {

    private static final Layout ADDRESS =
            Layout.of(1, 1)
                    .withPrefixLength(16)
                    .withIpv4("{\"mode\":\"lowest-free\",\"exclude\":[\"10.0.240.0/20\"]}");
    private static final Layout PREFIXES =
            ADDRESS.withPodPrefixes("{\"ipv4\":2,\"ipv4Range\":\"10.0.240.0/20\"}");

    private ScaleBenchmark() {}

    /**
     * Measures all cases.
     *
     * @param args the packaged jar
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path jar = Path.of(args[0]);
        System.out.println("### Launches in a /16: first node / a later one\n");
        Table table =
                new Table(
                        List.of(
                                "addresses that others use",
                                "asked for",
                                "calls",
                                "DescribeNetworkInterfaces",
                                "of it further pages",
                                "seconds",
                                "CPU ms of a warm run",
                                "peak memory, MB"));
        for (Map.Entry<String, int[]> used : crowds().entrySet()) {
            table.row(row(used, "an address", Scale.measure(ADDRESS, used.getValue(), jar)));
        }
        for (Map.Entry<String, int[]> used : crowds().entrySet()) {
            table.row(row(used, "also two /28", Scale.measure(PREFIXES, used.getValue(), jar)));
        }
    }

    private static List<String> row(Map.Entry<String, int[]> used, String asked, Scale scale) {
        return List.of(
                used.getKey(),
                asked,
                both(scale, Scale.Cost::calls),
                both(scale, Scale.Cost::listings),
                both(scale, Scale.Cost::furtherPages),
                both(scale, Scale.Cost::seconds),
                "%.0f".formatted(scale.cpu()),
                "%.0f".formatted(scale.peak()));
    }

    private static String both(Scale scale, ToDoubleFunction<Scale.Cost> figure) {
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        format.setMaximumFractionDigits(1);
        return format.format(figure.applyAsDouble(scale.first()))
                + " / "
                + format.format(figure.applyAsDouble(scale.later()));
    }

    private static Map<String, int[]> crowds() {
        Map<String, int[]> crowds = new LinkedHashMap<>();
        crowds.put("none", places(0, 1));
        crowds.put("the lowest 1,000", places(1_000, 1));
        crowds.put("the lowest 60,000", places(60_000, 1));
        crowds.put("13,000: every fifth", places(13_000, 5));
        crowds.put("61,399: all below 10.0.240.0 but 33", allBut(place -> place % 1_800 == 777));
        return crowds;
    }

    private static int[] places(int count, int every) {
        return IntStream.range(0, count).map(i -> 4 + i * every).toArray();
    }

    private static int[] allBut(IntPredicate free) {
        return IntStream.range(4, 240 * 256).filter(free.negate()).toArray();
    }
}
