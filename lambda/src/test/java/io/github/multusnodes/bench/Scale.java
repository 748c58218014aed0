package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What launches cost in a subnet that others use as well, one node after another.
 *
 * @param first the group's first node
 * @param later the mean of nodes that come later
 * @param cpu milliseconds of CPU time for the run of such a node, in a warm process
 * @param peak megabytes that the process had in memory at most
 */
record Scale(Cost first, Cost later, double cpu, double peak) {

    private static final int EARLY = 5;

    /** The system counts CPU time in steps of 10 ms, so one is not enough. */
    private static final int LATER = 10;

    /**
     * What one launch costs.
     *
     * @param listings the calls that list interfaces
     * @param furtherPages those of them that are not the first of their listing
     * @param seconds from the event until the node is in service, in virtual time
     */
    record Cost(double calls, double listings, double furtherPages, double seconds) {

        private static Cost of(Stage stage, int from, int to) {
            stage.calls().clear();
            double seconds = 0;
            for (int node = from; node <= to; node++) {
                stage.scaleTo(node).untilInService(node);
                LifecycleNotice event = stage.notices().getLast();
                seconds += Duration.between(event.time(), stage.now()).toMillis() / 1000.0;
            }
            int nodes = to - from + 1;
            return new Cost(
                    calls(stage, _ -> true) / nodes,
                    calls(stage, Cost::isListing) / nodes,
                    calls(stage, call -> isListing(call) && isFurtherPage(call)) / nodes,
                    seconds / nodes);
        }

        private static double calls(Stage stage, Predicate<RecordedCall> which) {
            return stage.calls().all().stream()
                    .filter(call -> call.call().caller().startsWith("launch"))
                    .filter(which)
                    .count();
        }

        private static boolean isListing(RecordedCall call) {
            return call.call().action().equals("DescribeNetworkInterfaces");
        }

        private static boolean isFurtherPage(RecordedCall call) {
            return call.call().parameters().containsKey("NextToken");
        }
    }

    /** Counts calls in virtual time, then has the packaged function do the same. */
    static Scale measure(Layout layout, int[] used, Path jar)
            throws IOException, InterruptedException {
        Stage stage =
                Stage.open(Scenario.realistic().withThrottling(Scenario.Throttling.NONE), layout);
        stage.crowd(0, IntStream.of(used)).group(0);
        Cost first = Cost.of(stage, 1, 1);
        Cost.of(stage, 2, EARLY);
        Cost later = Cost.of(stage, EARLY + 1, EARLY + LATER);
        try (LaunchSite site = new LaunchSite(layout, IntStream.of(used));
                FunctionProcess function =
                        site.function(
                                new Subject(jar, Subject.Kind.LAUNCH),
                                ColdStartBenchmark.LAMBDA,
                                ColdStartBenchmark.FUNCTIONS_CPU)) {
            launch(site, function, EARLY);
            double before = function.cpuMillis();
            launch(site, function, LATER);
            double cpu = (function.cpuMillis() - before) / LATER;
            return new Scale(first, later, cpu, function.peakMegabytes());
        }
    }

    private static void launch(LaunchSite site, FunctionProcess function, int nodes)
            throws InterruptedException {
        for (int i = 0; i < nodes; i++) {
            function.answer(site.launch());
        }
        site.requireAllWell();
    }
}
