package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.fault.TokenBuckets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Bursts as rows and columns of Markdown. The same bursts give the same text on any machine. */
final class BurstTables {

    static final List<String> ACTIONS =
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

    private static final List<String> HEAD =
            List.of(
                    "nodes × networks",
                    "all in service",
                    "seconds",
                    "bound",
                    "ratio",
                    "bound by",
                    "refused per accepted call of it",
                    "throttled calls",
                    "calls per ENI",
                    "address conflicts",
                    "failed runs",
                    "ABANDONs");

    private BurstTables() {}

    /** How long each took, with its bound. */
    static Table times(Consumer<String> lines) {
        return new Table(HEAD, lines);
    }

    /** One row of {@link #times}. */
    static List<String> row(Burst burst) {
        Bound bound = Bound.of(burst.nodes(), burst.networks(), TokenBuckets.ec2());
        return List.of(
                burst.name(),
                burst.complete() ? "yes" : "**no**",
                seconds(burst.took().toMillis()),
                seconds(bound.time().toMillis()),
                twoDigits(burst.ratio(TokenBuckets.ec2())),
                bound.action(),
                bound.action().equals("none") ? "–" : refusedPerAccepted(burst, bound.action()),
                Long.toString(burst.throttled()),
                perEni(burst.calls().size(), burst),
                Long.toString(burst.addressConflicts()),
                Long.toString(burst.failedRuns()),
                Long.toString(burst.abandoned()));
    }

    /** Calls per ENI by action: let through (+ throttled). */
    static void calls(List<Burst> bursts, Consumer<String> lines) {
        List<String> head = new ArrayList<>(List.of("action"));
        bursts.forEach(burst -> head.add(burst.name()));
        Table table = new Table(head, lines);
        for (String action : ACTIONS) {
            List<String> cells = new ArrayList<>(List.of(action));
            bursts.forEach(burst -> cells.add(cell(burst, action)));
            table.row(cells);
        }
    }

    /** One cell of {@link #calls}. */
    static String cell(Burst burst, String action) {
        long throttled = burst.throttled(action);
        return perEni(burst.accepted(action), burst)
                + (throttled == 0 ? "" : " (+" + perEni(throttled, burst) + ")");
    }

    private static String refusedPerAccepted(Burst burst, String action) {
        return twoDigits((double) burst.throttled(action) / burst.accepted(action));
    }

    private static String perEni(long calls, Burst burst) {
        return twoDigits((double) calls / burst.enis());
    }

    private static String twoDigits(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
