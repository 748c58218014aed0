package io.github.multusnodes.pods.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Tells what agents do, and what it costs, while pods come and go on their nodes. */
final class ChurnBenchmark {

    private static final int MOST_NODES = 200;
    private static final int MOST_PODS = 1000;
    private static final int MOST_ON_A_NODE = 40;

    private ChurnBenchmark() {}

    /**
     * Runs an hour, and prints tables.
     *
     * @param args the numbers of nodes and of pods, the minutes, and a seed
     */
    public static void main(String[] args) {
        int nodes = Integer.parseInt(args[0]);
        int pods = Integer.parseInt(args[1]);
        if (nodes > MOST_NODES || pods > MOST_PODS || pods > nodes * MOST_ON_A_NODE) {
            System.err.printf(
                    "%d pods on %d nodes are too many: %d nodes at most, %d pods, and %d on a"
                            + " node%n",
                    pods, nodes, MOST_NODES, MOST_PODS, MOST_ON_A_NODE);
            System.exit(2);
        }
        Churn.Size size =
                new Churn.Size(
                        nodes,
                        pods,
                        Duration.ofMinutes(Integer.parseInt(args[2])),
                        Duration.ofMinutes(15),
                        Long.parseLong(args[3]));
        Churn.Outcome its = Churn.run(size);
        System.out.println("| | |\n|---|---:|");
        row("addresses that came", its.told());
        row("released while a pod of the node had them", its.released().size());
        row("seconds in which one was in its place no more", its.lostSeconds());
        row("not in their place at the end", its.missing());
        row("left over at the end", its.leftOver());
        row(
                "from Multus telling to the address on its interface, s: median / 99th / worst",
                spread(its.waited()));
        row("the same until metadata shows all of the pod, s", spread(its.confirmed()));
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
        System.out.printf(Locale.ROOT, "%nChanges made to the least possible: %.2f%n", its.ratio());
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
