package io.github.multusnodes.bench;

import io.github.multusnodes.bench.Chart.Axis;
import io.github.multusnodes.bench.Chart.Line;
import io.github.multusnodes.bench.Chart.Point;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.fault.TokenBuckets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Bursts as drawings. */
final class BurstDrawings {

    private static final List<String> COLOURS = List.of(Chart.BLUE, Chart.RED, Chart.GREEN);

    /** Seconds over which calls are counted. */
    private static final int BIN = 5;

    private static final int STORM_SECONDS = 360;

    private BurstDrawings() {}

    /** How long bursts took, and their bounds. */
    static String bound(List<Burst> bursts) {
        Chart chart =
                new Chart(
                        "Time until the last node of a burst is in service",
                        "Lines rise with the number of nodes, those of more networks steeper. Each"
                                + " measured line lies close above its dashed bound.",
                        new Axis("nodes that launch at once", steps(0, 200, 50), false),
                        new Axis("seconds", steps(0, 350, 50), false));
        List<Integer> networks = bursts.stream().map(Burst::networks).distinct().toList();
        for (int at = 0; at < networks.size(); at++) {
            int count = networks.get(at);
            String each = count == 1 ? "1 network" : count + " networks";
            String colour = COLOURS.get(at);
            List<Burst> of = bursts.stream().filter(its -> its.networks() == count).toList();
            chart.with(
                    new Line(each, colour, "none", true, points(of, its -> seconds(its.took()))));
            chart.with(
                    new Line(
                            each + ", bound",
                            colour,
                            "6 5",
                            false,
                            points(of, its -> seconds(boundOf(its)))));
        }
        return chart.svg();
    }

    /** What a burst asks of EC2 while it lasts. */
    static String storm(Burst burst) {
        Chart chart =
                new Chart(
                        burst.nodes()
                                + " nodes with "
                                + burst.networks()
                                + " networks each: calls by the second",
                        "After a peak in the first seconds the calls fall to a few times of what"
                                + " EC2 lets through, and stay there until the last node is done.",
                        new Axis("seconds after the launch", steps(0, STORM_SECONDS, 60), false),
                        new Axis(
                                "calls a second, mean of " + BIN + " s",
                                List.of(1.0, 10.0, 100.0, 1000.0),
                                true));
        chart.with(
                new Line(
                        "let through, all actions",
                        Chart.GREY,
                        "none",
                        false,
                        rates(burst, call -> isEc2(call) && !Burst.isThrottled(call))));
        asked(chart, burst, "ModifyNetworkInterfaceAttribute", Chart.RED, "none");
        asked(chart, burst, "CreateNetworkInterface", Chart.ORANGE, "9 4");
        asked(chart, burst, "AttachNetworkInterface", Chart.BLUE, "2 4");
        return chart.svg();
    }

    private static void asked(
            Chart chart, Burst burst, String action, String colour, String dashes) {
        chart.with(
                new Line(
                        action + ", asked for",
                        colour,
                        dashes,
                        false,
                        rates(burst, call -> call.call().action().equals(action))));
    }

    private static boolean isEc2(RecordedCall call) {
        return !call.call().action().contains("Lifecycle")
                && !call.call().action().contains("AutoScaling");
    }

    private static List<Point> rates(Burst burst, Predicate<RecordedCall> wanted) {
        Map<Long, Long> counts =
                burst.calls().stream()
                        .filter(wanted)
                        .collect(
                                Collectors.groupingBy(
                                        call ->
                                                Duration.between(burst.begin(), call.at())
                                                                .toSeconds()
                                                        / BIN,
                                        Collectors.counting()));
        long last = burst.took().toSeconds() / BIN;
        return LongStream.rangeClosed(0, last)
                .filter(counts::containsKey)
                .mapToObj(
                        bin ->
                                new Point(
                                        (bin + 0.5) * BIN,
                                        (double) counts.getOrDefault(bin, 0L) / BIN))
                .toList();
    }

    private static List<Point> points(List<Burst> bursts, ToDoubleFunction<Burst> seconds) {
        return bursts.stream()
                .map(burst -> new Point(burst.nodes(), seconds.applyAsDouble(burst)))
                .toList();
    }

    private static Duration boundOf(Burst burst) {
        return Bound.of(burst.nodes(), burst.networks(), TokenBuckets.ec2()).time();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static List<Double> steps(int from, int to, int by) {
        return LongStream.rangeClosed(0, (to - from) / by)
                .mapToObj(step -> (double) (from + step * by))
                .toList();
    }
}
