package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.Memory;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Placements;
import io.github.multusnodes.pods.plan.Plan;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.plan.Refusal.Reason;
import io.github.multusnodes.pods.plan.Step;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How addresses of pods come to their place. */
final class Placing {

    private final Terms terms;
    private final Instant old;
    private final BackOff backOff;
    private Set<Claim> settled = Set.of();
    private Troubles troubles = Troubles.none();
    private List<Refusal> planned = List.of();

    /**
     * @param old pods created before may have lost an address before the agent began
     */
    Placing(Terms terms, Instant old, BackOff backOff) {
        this.terms = terms;
        this.old = old;
        this.backOff = backOff;
    }

    void look(Sight sight) {
        Pods pods = sight.pods();
        troubles = troubles.at(sight);
        for (Ip ip : sight.placements().missing()) {
            if (pods.having(ip).stream().allMatch(pod -> settled.contains(claim(pod, ip)))) {
                troubles = troubles.resting(ip, pods.uids(ip), sight.at().plus(terms.patience()));
            }
        }
        Set<Claim> known = new HashSet<>();
        sight.inPlace().forEach(held -> claims(pods, held.address()).forEach(known::add));
        pods.interfaces().stream()
                .flatMap(its -> its.routable().stream())
                .flatMap(ip -> claims(pods, ip))
                .filter(settled::contains)
                .forEach(known::add);
        settled = Set.copyOf(known);
    }

    /** Missing addresses that are not a pod's to take: all pods that have it had it before. */
    private Set<Ip> settled(Sight sight) {
        return sight.placements().missing().stream()
                .filter(ip -> sight.pods().having(ip).stream().allMatch(pod -> hadIt(pod, ip)))
                .collect(Collectors.toSet());
    }

    private boolean hadIt(NodePod pod, Ip address) {
        return pod.created().isBefore(old) || settled.contains(claim(pod, address));
    }

    /** Which holders are to be asked for, by subnet; none for a new IPv4 address that may move. */
    Map<String, List<Ip>> toAsk(Sight sight, Set<Ip> unsure) {
        Set<Ip> doubtful = new HashSet<>(settled(sight));
        doubtful.addAll(troubles.addresses());
        doubtful.addAll(unsure);
        return awake(sight)
                .unknown(sight.node(), new Memory(Set.of(), doubtful), terms.rules(), false);
    }

    /** Steps for the addresses that are missing and not left alone. */
    List<Step> plan(Sight sight, Map<Ip, Holder> holders, Set<Held> ours) {
        Placements awake = awake(sight);
        Plan plan =
                Plan.placing(
                        awake,
                        sight.node(),
                        holders,
                        new Memory(ours, settled(sight)),
                        terms.rules());
        Map<Boolean, List<Refusal>> byTry =
                plan.refusals().stream()
                        .collect(Collectors.partitioningBy(refusal -> isTried(awake, refusal)));
        failed(sight, byTry.getOrDefault(true, List.of()));
        planned = byTry.getOrDefault(false, List.of());
        return troubles.apart(plan.steps());
    }

    /** Whether a call would have been made, and one more would be at the next look. */
    private boolean isTried(Placements awake, Refusal refusal) {
        return awake.places().containsKey(refusal.address())
                && (refusal.reason() != Reason.NO_SLOT
                        || troubles.addresses().contains(refusal.address()));
    }

    private Placements awake(Sight sight) {
        return sight.placements().without(troubles.resting(sight.at()));
    }

    /** EC2 has refused a step: one of its addresses may be to blame, or each. */
    void refused(Sight sight, Step step, Denial why) {
        if (step.addresses().size() > 1 && !why.all()) {
            for (Ip ip : step.addresses()) {
                troubles = troubles.suspected(ip, sight.pods().uids(ip), sight.at());
            }
            return;
        }
        String text = step instanceof Step.Assign ? "put on" : "taken from";
        List<Refusal> refusals =
                step.addresses().stream()
                        .map(
                                ip ->
                                        new Refusal(
                                                why.full() ? Reason.NO_SLOT : Reason.REFUSED_BY_EC2,
                                                ip,
                                                "%s is not %s %s, says EC2: %s"
                                                        .formatted(
                                                                ip,
                                                                text,
                                                                step.eniId(),
                                                                why.text())))
                        .toList();
        failed(sight, refusals);
    }

    /** They are tried again together. */
    private void failed(Sight sight, List<Refusal> refusals) {
        int failures =
                refusals.stream()
                        .mapToInt(refusal -> troubles.failures(refusal.address()))
                        .max()
                        .orElse(0);
        Instant next = sight.at().plus(backOff.after(failures + 1));
        for (Refusal refusal : refusals) {
            troubles = troubles.failed(refusal, sight.pods().uids(refusal.address()), next);
        }
    }

    /** An interface has fewer addresses than before. */
    void freed(Instant now) {
        troubles = troubles.freed(now);
    }

    /** Why addresses are not in their place. */
    List<Refusal> refusals() {
        return Stream.concat(planned.stream(), troubles.refusals().stream()).toList();
    }

    /** Where addresses have no room. */
    Set<Lot> full(Sight sight) {
        return refusals().stream()
                .filter(refusal -> refusal.reason() == Reason.NO_SLOT)
                .flatMap(
                        refusal ->
                                Optional.ofNullable(
                                        sight.placements().places().get(refusal.address()))
                                        .map(eni -> new Held(eni.id(), refusal.address()))
                                        .map(Lot::of)
                                        .stream())
                .collect(Collectors.toSet());
    }

    /** When an address is to be tried again. */
    Optional<Instant> next() {
        return troubles.next();
    }

    private static Stream<Claim> claims(Pods pods, Ip address) {
        return pods.having(address).stream().map(pod -> claim(pod, address));
    }

    private static Claim claim(NodePod pod, Ip address) {
        return new Claim(pod.uid(), address);
    }
}
