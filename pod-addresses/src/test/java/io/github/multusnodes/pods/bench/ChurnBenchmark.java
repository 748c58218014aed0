package io.github.multusnodes.pods.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Tells what agents do, and what it costs, while pods come and go on their nodes. */
final class ChurnBenchmark {

    private ChurnBenchmark() {}

    /**
     * Runs an hour, and prints tables.
     *
     * @param args the numbers of nodes and of pods, the minutes, and a seed
     */
    public static void main(String[] args) {
        Churn.Size size =
                new Churn.Size(
                        Integer.parseInt(args[0]),
                        Integer.parseInt(args[1]),
                        Duration.ofMinutes(Integer.parseInt(args[2])),
                        Duration.ofMinutes(15),
                        Long.parseLong(args[3]));
        Churn.Outcome its = Churn.run(size);
        row("addresses that came", its.told());
        row("released while a pod of the node had them", its.released().size());
        row("seconds in which one was in its place no more", its.lostSeconds());
        row("not in their place at the end", its.missing());
        row("left over at the end", its.leftOver());
        row("on the interface after, s (median / 99th / worst)", spread(its.waited()));
        row("confirmed by metadata after, s (median / 99th / worst)", spread(its.confirmed()));
        System.out.println("\n| action | calls | refused | least |\n|---|---:|---:|---:|");
        TreeSet<String> actions = new TreeSet<>(its.made().keySet());
        actions.addAll(its.refused().keySet());
        for (String action : actions) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %s |%n",
                    action,
                    its.made().getOrDefault(action, 0),
                    its.refused().getOrDefault(action, 0),
                    switch (action) {
                        case "AssignPrivateIpAddresses" -> its.least().assignments();
                        case "UnassignPrivateIpAddresses" -> its.least().releases();
                        default -> "–";
                    });
        }
        System.out.printf(Locale.ROOT, "%nchanges made to the least possible: %.2f%n", its.ratio());
        its.released().forEach(System.out::println);
    }

    private static void row(String what, Object value) {
        System.out.println("| " + what + " | " + value + " |");
    }

    private static String spread(List<Duration> sorted) {
        return seconds(sorted, 0.5) + " / " + seconds(sorted, 0.99) + " / " + seconds(sorted, 1);
    }

    private static String seconds(List<Duration> sorted, double share) {
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return String.format(
                Locale.ROOT, "%.1f", sorted.get(Math.max(index, 0)).toMillis() / 1000.0);
    }
}
