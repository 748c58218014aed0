package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.scenario.Scenario.Throttling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints how long bursts of launches take under EC2's throttling, and what they cost. */
final class BurstBenchmark {

    private static final List<String> ACTIONS =
            List.of(
                    "DescribeInstances",
                    "DescribeSubnets",
                    "DescribeInstanceTypes",
                    "DescribeNetworkInterfaces",
                    "GetSubnetCidrReservations",
                    "CreateNetworkInterface",
                    "AttachNetworkInterface",
                    "ModifyNetworkInterfaceAttribute",
                    "DescribeAutoScalingGroups",
                    "DescribeLifecycleHooks",
                    "RecordLifecycleActionHeartbeat",
                    "CompleteLifecycleAction");

    private BurstBenchmark() {}

    /**
     * Runs all combinations.
     *
     * @param args numbers of nodes, then of networks, each separated by commas; both may be absent
     */
    public static void main(String[] args) {
        List<Integer> nodes = numbers(args.length > 0 ? args[0] : "1,10,50,100,200");
        List<Integer> networks = numbers(args.length > 1 ? args[1] : "1,2,4");
        List<Burst> bursts = new ArrayList<>();
        System.out.println("### Bursts\n");
        Table table =
                new Table(
                        List.of(
                                "nodes × networks",
                                "all in service",
                                "seconds",
                                "bound",
                                "ratio",
                                "bound by",
                                "creates per ENI",
                                "address conflicts",
                                "throttled calls",
                                "calls per ENI",
                                "failed runs",
                                "ABANDONs",
                                "wall ms"));
        for (int count : networks) {
            Duration path = Burst.run(1, count, Throttling.NONE).took();
            for (int size : nodes) {
                Burst burst = Burst.run(size, count, Throttling.EC2);
                bursts.add(burst);
                table.row(row(burst, path));
            }
        }
        printCalls(bursts);
    }

    private static List<String> row(Burst burst, Duration path) {
        Bound bound = Bound.of(burst.nodes(), burst.networks());
        boolean events = burst.spread().compareTo(bound.span()) > 0;
        double least = seconds(path.plus(events ? burst.spread() : bound.span()));
        return List.of(
                name(burst),
                burst.complete() ? "yes" : "**no**",
                "%.1f".formatted(seconds(burst.took())),
                "%.1f".formatted(least),
                "%.2f".formatted(seconds(burst.took()) / least),
                events ? "launch events" : bound.action(),
                perEni(burst.accepted("CreateNetworkInterface"), burst),
                Long.toString(burst.addressConflicts()),
                Long.toString(burst.throttled()),
                perEni(burst.calls().size(), burst),
                Long.toString(burst.failedRuns()),
                Long.toString(burst.abandoned()),
                Long.toString(burst.wallMillis()));
    }

    private static void printCalls(List<Burst> bursts) {
        System.out.println("\n### Calls per ENI: let through (+ throttled)\n");
        List<String> head = new ArrayList<>(List.of("action"));
        bursts.forEach(burst -> head.add(name(burst)));
        Table table = new Table(head);
        for (String action : ACTIONS) {
            List<String> cells = new ArrayList<>(List.of(action));
            for (Burst burst : bursts) {
                long throttled = burst.throttled(action);
                cells.add(
                        perEni(burst.accepted(action), burst)
                                + (throttled == 0 ? "" : " (+" + perEni(throttled, burst) + ")"));
            }
            table.row(cells);
        }
    }

    private static String name(Burst burst) {
        return burst.nodes() + " × " + burst.networks();
    }

    private static String perEni(long calls, Burst burst) {
        return String.format(Locale.ROOT, "%.2f", (double) calls / burst.enis());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }
}
