package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.scenario.Scenario.Throttling;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A group that is created with many nodes at once, in virtual time.
 *
 * @param complete whether all nodes were in service in the end, with all that they should have
 * @param took from the first launch event to the last node in service
 * @param spread from the first launch event to the last
 * @param calls all calls of the functions
 * @param events how many launch events there were: more than nodes where some were replaced
 * @param failedRuns runs of the function that left the event to come again
 * @param wallMillis what it took this machine
 */
record Burst(
        int nodes,
        int networks,
        boolean complete,
        Duration took,
        Duration spread,
        List<RecordedCall> calls,
        int events,
        long failedRuns,
        long wallMillis) {

    private static final String THROTTLED = "RequestLimitExceeded";
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration GIVE_UP = Duration.ofMinutes(90);

    /** Runs one, throttled as EC2 throttles or not at all. */
    static Burst run(int nodes, int networks, Throttling throttling) {
        long start = System.nanoTime();
        Stage stage =
                Stage.open(
                        Scenario.realistic().withThrottling(throttling),
                        Layout.of(1, networks).withPrefixLength(22));
        Instant begin = stage.now();
        stage.group(nodes);
        while (stage.inService().size() < nodes && stage.now().isBefore(begin.plus(GIVE_UP))) {
            stage.runFor(TICK);
        }
        Instant end = stage.now();
        List<RecordedCall> calls =
                stage.calls().all().stream()
                        .filter(call -> !call.call().caller().equals("operator"))
                        .toList();
        List<Instant> events =
                stage.notices().stream().map(LifecycleNotice::time).sorted().toList();
        boolean complete =
                stage.inService().size() == nodes
                        && stage.inspect().problems(stage.inService()).isEmpty();
        return new Burst(
                nodes,
                networks,
                complete,
                Duration.between(events.getFirst(), end),
                Duration.between(events.getFirst(), events.getLast()),
                calls,
                events.size(),
                stage.delivery().log().invocations().stream()
                        .filter(run -> !run.result().succeeded())
                        .count(),
                (System.nanoTime() - start) / 1_000_000);
    }

    int enis() {
        return nodes * networks;
    }

    /** Calls of an action that EC2 let through its throttle. */
    long accepted(String action) {
        return calls.stream()
                .filter(call -> call.call().action().equals(action))
                .filter(call -> !call.outcome().equals(THROTTLED))
                .count();
    }

    /** Calls of an action that EC2's throttle refused. */
    long throttled(String action) {
        return calls.stream()
                .filter(call -> call.call().action().equals(action))
                .filter(call -> call.outcome().equals(THROTTLED))
                .count();
    }

    long throttled() {
        return with(THROTTLED);
    }

    long addressConflicts() {
        return with("InvalidIPAddress.InUse");
    }

    long abandoned() {
        return calls.stream()
                .filter(
                        call ->
                                "ABANDON"
                                        .equals(
                                                call.call()
                                                        .parameters()
                                                        .get("LifecycleActionResult")))
                .count();
    }

    private long with(String outcome) {
        return calls.stream().filter(call -> call.outcome().equals(outcome)).count();
    }
}
