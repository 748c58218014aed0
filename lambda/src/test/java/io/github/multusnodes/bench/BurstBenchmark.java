package io.github.multusnodes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Tells how long bursts of launches take under EC2's throttling, and what they cost. */
final class BurstBenchmark {

    /** Those whose calls are told action by action. */
    private static final Set<String> IN_DETAIL =
            Set.of("1 × 1", "1 × 2", "1 × 4", "10 × 2", "50 × 2", "200 × 2", "200 × 4");

    private BurstBenchmark() {}

    /**
     * Runs all combinations, and prints tables.
     *
     * @param args numbers of nodes, then of networks, each separated by commas; both may be absent.
     *     Or {@code --docs} and the folder with the page whose tables and drawings to write instead
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 2 && args[0].equals("--docs")) {
            write(Path.of(args[1]));
            return;
        }
        System.out.println("### Bursts\n");
        List<Burst> bursts =
                bursts(
                        args.length > 0 ? args[0] : "1,10,50,100,200",
                        args.length > 1 ? args[1] : "1,2,4",
                        BurstTables.times(System.out::println));
        System.out.println("\n### Calls per ENI: let through (+ throttled)\n");
        BurstTables.calls(bursts, System.out::println);
    }

    private static void write(Path folder) throws IOException {
        List<String> times = new ArrayList<>();
        List<Burst> bursts = bursts("1,10,50,100,200", "1,2,4", BurstTables.times(times::add));
        List<String> calls = new ArrayList<>();
        BurstTables.calls(
                bursts.stream().filter(burst -> IN_DETAIL.contains(burst.name())).toList(),
                calls::add);
        Document page = new Document(folder.resolve("benchmarks.md"));
        page.write("bursts", times);
        page.write("calls", calls);
        Files.writeString(folder.resolve("benchmarks-bound.svg"), BurstDrawings.bound(bursts));
        Files.writeString(
                folder.resolve("benchmarks-storm.svg"), BurstDrawings.storm(bursts.getLast()));
    }

    private static List<Burst> bursts(String nodes, String networks, Table table) {
        List<Burst> bursts = new ArrayList<>();
        for (int count : numbers(networks)) {
            for (int size : numbers(nodes)) {
                Burst burst = Burst.run(size, count);
                bursts.add(burst);
                table.row(BurstTables.row(burst));
            }
        }
        return bursts;
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }
}
