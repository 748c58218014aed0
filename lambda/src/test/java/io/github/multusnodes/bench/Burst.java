package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.fault.TokenBuckets;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.scenario.Scenario.Throttling;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleState;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Nodes that are launched at once, in virtual time.
 *
 * @param complete whether all nodes were in service in the end, with all that they should have
 * @param begin the first launch event
 * @param took from there to the last node in service
 * @param calls all calls of the functions
 * @param events how many launch events there were: more than nodes where some were replaced
 * @param failedRuns runs of the function that left the event to come again
 */
record Burst(
        int nodes,
        int networks,
        boolean complete,
        Instant begin,
        Duration took,
        List<RecordedCall> calls,
        int events,
        long failedRuns) {

    /** Others who call EC2 in the same account. */
    static final String OTHERS = "others";

    /** As deployed. */
    static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(14);

    /** As deployed. */
    static final Duration HOOK_TIMEOUT = Duration.ofHours(1);

    private static final String THROTTLED = "RequestLimitExceeded";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration GIVE_UP = Duration.ofMinutes(90);

    /** One group is created with so many nodes, under EC2's documented rates. */
    static Burst run(int nodes, int networks) {
        return run(nodes, networks, Throttling.EC2, stage -> stage.group(nodes));
    }

    /**
     * Something is launched.
     *
     * @param nodes how many nodes come of it
     */
    static Burst run(int nodes, int networks, Throttling throttling, Consumer<Stage> launch) {
        Stage stage =
                Stage.open(
                        Scenario.realistic().withThrottling(throttling),
                        Layout.of(1, networks)
                                .withPrefixLength(22)
                                .withFunctionTimeout(FUNCTION_TIMEOUT)
                                .withHookTimeout(HOOK_TIMEOUT));
        List<Instant> served = new ArrayList<>();
        stage.world()
                .autoScaling()
                .onTransition(
                        change -> {
                            if (change.to() == LifecycleState.IN_SERVICE) {
                                served.add(change.at());
                            }
                        });
        Instant giveUp = stage.now().plus(GIVE_UP);
        launch.accept(stage);
        while (served.size() < nodes && stage.now().isBefore(giveUp)) {
            stage.runFor(TICK);
        }
        Instant begin =
                stage.notices().stream()
                        .map(LifecycleNotice::time)
                        .min(Instant::compareTo)
                        .orElseThrow();
        Instant end = served.size() < nodes ? giveUp : served.getLast();
        return new Burst(
                nodes,
                networks,
                served.size() == nodes && stage.inspect().problems(stage.inService()).isEmpty(),
                begin,
                Duration.between(begin, end),
                callsOfFunctions(stage),
                stage.notices().size(),
                stage.delivery().log().invocations().stream()
                        .filter(run -> !run.result().succeeded())
                        .count());
    }

    int enis() {
        return nodes * networks;
    }

    /** By name, as in tables: nodes × networks. */
    String name() {
        return nodes + " × " + networks;
    }

    /** How long it took against what is possible at best. */
    double ratio(TokenBuckets buckets) {
        Bound bound = Bound.of(nodes, networks, buckets);
        return (double) took.toMillis() / bound.time().toMillis();
    }

    /** Calls of an action that EC2 let through its throttle. */
    long accepted(String action) {
        return of(action) - throttled(action);
    }

    /** Calls of an action that EC2's throttle refused. */
    long throttled(String action) {
        return calls.stream()
                .filter(call -> call.call().action().equals(action))
                .filter(Burst::isThrottled)
                .count();
    }

    long throttled() {
        return calls.stream().filter(Burst::isThrottled).count();
    }

    long addressConflicts() {
        return calls.stream()
                .filter(call -> call.outcome().equals("InvalidIPAddress.InUse"))
                .count();
    }

    long abandoned() {
        return calls.stream()
                .map(call -> call.call().parameters().get("LifecycleActionResult"))
                .filter("ABANDON"::equals)
                .count();
    }

    static boolean isThrottled(RecordedCall call) {
        return call.outcome().equals(THROTTLED);
    }

    private long of(String action) {
        return calls.stream().filter(call -> call.call().action().equals(action)).count();
    }

    private static List<RecordedCall> callsOfFunctions(Stage stage) {
        return stage.calls().all().stream()
                .filter(call -> !List.of("operator", OTHERS).contains(call.call().caller()))
                .toList();
    }
}
