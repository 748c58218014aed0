package io.github.multusnodes.faultrun;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.InvocationRecord;
import io.github.multusnodes.simulator.runtime.InvocationResult.Outcome;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleState;
import io.github.multusnodes.simulator.state.autoscaling.StateChange;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold at every moment, checked whenever something happens. */
final class Watch {

    /** The failures that functions are meant to end with: what stands in the way may pass. */
    private static final Set<String> NAMED_FAILURES =
            Set.of("OutOfTime", "CloudFailure", "ClusterFailure");

    /** No day needs so many: who makes more goes round in circles. */
    private static final int MOST_CALLS = 30_000;

    private static final Fault END = new Fault.KillBefore();
    private static final String DEFECT = "defect of the simulator";

    private final Site site;
    private final Map<String, Herd> makers = new HashMap<>();
    private final Map<String, Long> answers = new HashMap<>();
    private final List<StateChange> transitions = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int calls;

    Watch(Site site) {
        this.site = site;
        site.world().calls().onCall(this::called);
        site.world().autoScaling().onTransition(this::changed);
        site.delivery().log().onInvocation(this::ended);
    }

    /** What did not hold, in the order it was seen. */
    List<String> violations() {
        Stream<String> unexpected =
                site.crews().stream()
                        .flatMap(crew -> crew.lines().stream())
                        .filter(line -> line.contains("UNEXPECTED"))
                        .map(line -> "a run met what nobody expected: " + line);
        return Stream.concat(violations.stream(), unexpected).toList();
    }

    /** Every change of an instance's lifecycle state. */
    List<StateChange> transitions() {
        return List.copyOf(transitions);
    }

    private void called(RecordedCall recorded) {
        Call call = recorded.call();
        if (++calls == MOST_CALLS) {
            violate("more than " + MOST_CALLS + " calls, the last: " + recorded);
            site.world().faults().clear();
            site.world().faults().always(its -> site.isFunction(its.caller()), END);
        }
        if (recorded.outcome().startsWith(DEFECT)) {
            violate(call.action() + ": " + recorded.outcome());
        }
        Optional<Herd> herd =
                site.setting().herds().stream()
                        .filter(its -> call.caller().startsWith(its.prefix()))
                        .findFirst();
        if (herd.isPresent() && call.changes()) {
            changed(herd.get(), recorded);
        }
    }

    /** A caller that has ended may have had its effect all the same. */
    private void changed(Herd herd, RecordedCall recorded) {
        Call call = recorded.call();
        switch (call.action()) {
            case "CreateNetworkInterface" -> created(herd);
            case "CompleteLifecycleAction" -> answered(herd, recorded);
            case "RecordLifecycleActionHeartbeat" -> requireOwnGroup(herd, call);
            case "PatchNode", "CreateEviction", "DeletePod" -> {}
            default -> requireOwn(herd, recorded);
        }
    }

    private void created(Herd herd) {
        site.truth()
                .interfaces()
                .filter(eni -> isNewOf(herd, eni))
                .forEach(
                        eni -> {
                            makers.put(eni.id(), herd);
                            requireBornRight(herd, eni);
                        });
    }

    private boolean isNewOf(Herd herd, NetworkInterface eni) {
        return !makers.containsKey(eni.id())
                && eni.description().startsWith("multus-nodes " + herd.nodeGroup() + " ");
    }

    private void requireBornRight(Herd herd, NetworkInterface eni) {
        if (!"true".equals(eni.tags().get(Truth.NO_MANAGE)) || !Truth.isOf(herd, eni)) {
            violate(eni.id() + " was born with the tags " + eni.tags());
        }
        site.truth().addressProblems(eni).forEach(this::violate);
    }

    private void answered(Herd herd, RecordedCall recorded) {
        requireOwnGroup(herd, recorded.call());
        if (recorded.tookEffect()) {
            Map<String, String> its = recorded.call().parameters();
            Optional.ofNullable(its.get("LifecycleActionToken"))
                    .filter(token -> answers.merge(token, 1L, Long::sum) > 1)
                    .ifPresent(token -> violate("action " + token + " was answered twice"));
        }
    }

    private void requireOwnGroup(Herd herd, Call call) {
        if (!herd.names().group().equals(call.parameters().get("AutoScalingGroupName"))) {
            violate(call.caller() + " sent " + call.action() + " " + call.parameters());
        }
    }

    private void requireOwn(Herd herd, RecordedCall recorded) {
        if (!recorded.tookEffect()) {
            return;
        }
        Map<String, String> its = recorded.call().parameters();
        String id = its.getOrDefault("NetworkInterfaceId", its.getOrDefault("ResourceId.1", "?"));
        if (!herd.equals(makers.get(id))) {
            violate(
                    recorded.call().caller()
                            + " changed what is not its own by "
                            + recorded.call().action()
                            + " "
                            + its);
        }
    }

    private void changed(StateChange change) {
        transitions.add(change);
        if (change.to() == LifecycleState.IN_SERVICE) {
            site.setting().herds().stream()
                    .filter(herd -> herd.names().group().equals(change.group()))
                    .flatMap(herd -> site.truth().problems(herd, change.instanceId()).stream())
                    .forEach(problem -> violate("comes into service, but " + problem));
        }
    }

    private void ended(InvocationRecord run) {
        String type = String.valueOf(run.result().errorType());
        boolean named = NAMED_FAILURES.contains(type.substring(type.lastIndexOf('.') + 1));
        if (run.result().outcome() == Outcome.FUNCTION_ERROR && !named) {
            violate(run.function() + " ended with " + type + ": " + run.result().text());
        }
    }

    private void violate(String what) {
        violations.add(site.now() + " " + what);
    }
}
