package io.github.multusnodes.pods.node;

import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which addresses are the agent's own, which of them no pod has, and which may be released. */
final class Releasing {

    private final Terms terms;
    private Set<Held> ours = Set.of();
    private Map<Held, Instant> stale = Map.of();
    private Map<String, Instant> awaited = Map.of();
    private Set<Held> apart = Set.of();

    Releasing(Terms terms) {
        this.terms = terms;
    }

    /**
     * What others have taken is not ours any more.
     *
     * @param unsure of which nobody knows whether it was put there
     */
    void look(Sight sight, Predicate<Held> unsure) {
        Set<Held> held = sight.held().collect(Collectors.toSet());
        Set<Held> owned = new HashSet<>(sight.inPlace());
        ours.stream().filter(its -> held.contains(its) || unsure.test(its)).forEach(owned::add);
        ours = Set.copyOf(owned);
        Map<Held, Instant> since = new HashMap<>();
        held.stream()
                .filter(its -> !sight.placements().know(its.address()))
                .filter(its -> ours.contains(its) || isInOwnRange(its))
                .forEach(its -> since.put(its, stale.getOrDefault(its, sight.at())));
        stale = Map.copyOf(since);
        Map<String, Instant> waiting = new HashMap<>();
        for (NodePod pod : sight.pods().all()) {
            if (pod.attached() instanceof NodePod.Attached.Awaited) {
                waiting.put(pod.uid(), awaited.getOrDefault(pod.uid(), sight.at()));
            }
        }
        awaited = Map.copyOf(waiting);
    }

    private boolean isInOwnRange(Held held) {
        return terms.ownRanges().stream().anyMatch(range -> range.contains(held.address()));
    }

    /** What the agent has put there, or has seen pods have there. */
    Set<Held> ours() {
        return ours;
    }

    /** Before the answer, for that may be lost. */
    void trying(Step.Assign step) {
        Set<Held> more = new HashSet<>(ours);
        step.addresses().forEach(ip -> more.add(new Held(step.eniId(), ip)));
        ours = Set.copyOf(more);
    }

    /** So many no pod has. */
    int stale() {
        return stale.size();
    }

    /** Whether some pod may have any address, for all that is known at the last look. */
    boolean isHeldBack(Sight sight) {
        return sight.pods().all().stream()
                        .anyMatch(pod -> pod.attached() instanceof NodePod.Attached.Unreadable)
                || awaited.values().stream()
                        .anyMatch(since -> since.plus(terms.awaiting()).isAfter(sight.at()));
    }

    /**
     * What no pod has had for long enough, or where it is in the way.
     *
     * @param full where pods' addresses have no room
     */
    Set<Held> due(Instant now, Set<Lot> full) {
        return stale.entrySet().stream()
                .filter(
                        its ->
                                full.contains(Lot.of(its.getKey()))
                                        || !its.getValue().plus(terms.releaseAfter()).isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Of what is due at a second look, the steps for what EC2 shows too: a call for each lot. */
    List<Step> steps(Set<Held> due, Collection<NodeEni> inEc2) {
        Set<Held> there = Sight.held(inEc2).collect(Collectors.toSet());
        Map<Object, List<Held>> calls =
                due.stream()
                        .filter(there::contains)
                        .sorted(Comparator.comparing(Held::eniId).thenComparing(Held::address))
                        .collect(
                                Collectors.groupingBy(
                                        its -> apart.contains(its) ? its : Lot.of(its),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Step> steps = new ArrayList<>();
        calls.values()
                .forEach(
                        lot ->
                                steps.add(
                                        new Step.Unassign(
                                                lot.getFirst().eniId(),
                                                lot.stream().map(Held::address).toList())));
        return steps;
    }

    /** EC2 has refused a step: each of its addresses has a call of its own from now on. */
    void refused(Step step) {
        Set<Held> more = new HashSet<>(apart);
        more.retainAll(stale.keySet());
        step.addresses().forEach(ip -> more.add(new Held(step.eniId(), ip)));
        apart = Set.copyOf(more);
    }
}
