package io.github.multusnodes.pods.assign;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.Memory;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.Placements;
import io.github.multusnodes.pods.plan.Plan;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks, plans and acts until there is nothing left to do: then EC2 shows every address, and
 * instance metadata as well. All it remembers is what it has put somewhere itself.
 */
final class Reconciler {

    /** How long metadata may lag behind EC2 before EC2 is asked again. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    /** So often EC2 may refuse what a look found right, for others change things meanwhile. */
    private static final int REFUSED_CALLS = 3;

    private final Ports ports;
    private final Rules rules;
    private final StepLog log;
    private final View view;
    private final Work work;
    private final Runnable checkpoint;
    private Memory memory = Memory.none();
    private List<PodInterface> looked = List.of();

    /**
     * @param checkpoint run before each wait; ends the work by throwing
     */
    Reconciler(Ports ports, Rules rules, StepLog log, Runnable checkpoint) {
        this.checkpoint = checkpoint;
        this.ports = ports;
        this.rules = rules;
        this.log = log;
        this.view = new View(ports);
        this.work = new Work(ports, log);
    }

    /** What a look at everything gives. */
    private record Look(Placements placements, Plan plan, List<NodeEni> inMetadata) {}

    /** How the addresses of the pod stand in the end. */
    record Standing(List<Held> addresses, List<Refusal> refusals) {}

    /** A run's patience. */
    Retry within(Duration most) {
        Instant end = ports.time().now().plus(most);
        return new Retry(
                        ports.time(),
                        ports.jitter(),
                        end,
                        why -> log.with(LogKey.REASON, why.getMessage()).info("Waiting"))
                .meanwhile(checkpoint);
    }

    /** What it has put somewhere itself. */
    Memory memory() {
        return memory;
    }

    /** The pod's interfaces at the last look. */
    List<PodInterface> looked() {
        return looked;
    }

    /** What instance metadata shows of the pod's addresses, and of what was put there before. */
    Set<Held> shown(List<PodInterface> pod, Retry retry) {
        Set<Ip> watched = new HashSet<>(memory.settled());
        memory.own().forEach(own -> watched.add(own.address()));
        pod.forEach(its -> watched.addAll(its.routable()));
        Set<Held> shown = new HashSet<>();
        for (NodeEni eni : view.inMetadata(retry)) {
            watched.stream().filter(eni::gets).forEach(ip -> shown.add(new Held(eni.id(), ip)));
        }
        return Set.copyOf(shown);
    }

    /**
     * Brings all addresses to their place, or none while one of them is refused.
     *
     * @throws Refused if one of them is, and that does not pass
     * @throws CloudFailure if EC2 refuses a call for good
     * @throws OutOfTime if it is not done by then
     */
    Standing all(Supplier<List<PodInterface>> pod, Retry retry) {
        return settle(pod, retry, true);
    }

    /** Brings those addresses to their place that can be brought there; throws likewise. */
    Standing whatCanBe(Supplier<List<PodInterface>> pod, Retry retry) {
        return settle(pod, retry, false);
    }

    private Standing settle(Supplier<List<PodInterface>> pod, Retry retry, boolean allOrNone) {
        int refusedCalls = 0;
        for (int attempt = 0; ; attempt++) {
            Look look = look(pod.get(), refusedCalls > 0, retry);
            Plan plan = look.plan();
            try {
                if (allOrNone && !plan.refusals().isEmpty()) {
                    refuse(plan.refusals(), attempt, retry);
                } else if (!plan.steps().isEmpty()) {
                    memory = memory.trying(plan.steps());
                    work.take(plan, retry);
                    memory = memory.after(plan.steps());
                    awaitShown(look, retry);
                } else if (awaitShown(look, retry)) {
                    return standing(look);
                } else {
                    retry.pause(attempt, unconfirmed(look));
                }
            } catch (Unsure unsure) {
                retry.pause(attempt, unsure.failure());
            } catch (CloudFailure failure) {
                refusedCalls++;
                if (!mayBeOutdated(failure) || refusedCalls >= REFUSED_CALLS) {
                    throw failure;
                }
                retry.pause(refusedCalls, failure);
            }
        }
    }

    private Look look(List<PodInterface> pod, boolean askAll, Retry retry) {
        looked = List.copyOf(pod);
        List<NodeEni> inMetadata = view.inMetadata(retry);
        Placements known = Placements.of(pod, inMetadata);
        if (known.areCovered() && memory.own().isEmpty()) {
            return new Look(known, new Plan(List.of(), List.of()), inMetadata);
        }
        List<NodeEni> node = view.inEc2(inMetadata, retry);
        Placements placements = Placements.of(pod, node);
        memory = memory.at(node, pod.stream().flatMap(its -> its.routable().stream()).toList());
        Map<Ip, Holder> holders =
                view.holders(placements.unknown(node, memory, rules, askAll), retry);
        Plan plan = Plan.of(placements, node, holders, memory, rules);
        return new Look(placements, plan, inMetadata);
    }

    private static void refuse(List<Refusal> refusals, int attempt, Retry retry) {
        Refused refused = new Refused(refusals);
        if (!refusals.stream().allMatch(Refusal::passes)) {
            throw refused;
        }
        retry.pause(attempt, refused);
    }

    /** Something else may have changed between the look and the call. */
    private static boolean mayBeOutdated(CloudFailure failure) {
        return switch (failure.kind()) {
            case REJECTED, ADDRESS_TAKEN, LIMIT, NOT_FOUND, IN_USE, SUBNET_FULL, UNKNOWN -> true;
            default -> false;
        };
    }

    private boolean awaitShown(Look look, Retry retry) {
        Instant end = ports.time().now().plus(LAG);
        List<Held> wanted = wanted(look);
        List<NodeEni> shown = look.inMetadata();
        while (!View.notShown(wanted, shown).isEmpty()) {
            if (!ports.time().now().isBefore(end)) {
                return false;
            }
            checkpoint.run();
            ports.time().pause(POLL);
            shown = view.inMetadata(retry);
        }
        return true;
    }

    /** Without those that are refused. */
    private static List<Held> wanted(Look look) {
        Set<Ip> refused = new HashSet<>();
        look.plan().refusals().forEach(refusal -> refused.add(refusal.address()));
        return look.placements().assigned().stream()
                .filter(held -> !refused.contains(held.address()))
                .toList();
    }

    private static RuntimeException unconfirmed(Look look) {
        return new OutOfTime(
                "Instance metadata does not show %s yet"
                        .formatted(View.notShown(wanted(look), look.inMetadata())));
    }

    private Standing standing(Look look) {
        List<Held> wanted = wanted(look);
        memory = memory.settling(wanted.stream().map(Held::address).toList());
        return new Standing(wanted, look.plan().refusals());
    }
}
