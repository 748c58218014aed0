package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.plan.Refusal.Reason;
import io.github.multusnodes.pods.plan.Step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All addresses that could not be brought to their place. */
record Troubles(Map<Ip, Trouble> all) {

    Troubles {
        all = Map.copyOf(all);
    }

    static Troubles none() {
        return new Troubles(Map.of());
    }

    /** Those of addresses that are still missing, for the same pods. */
    Troubles at(Sight sight) {
        Map<Ip, Trouble> left = new HashMap<>(all);
        left.keySet().retainAll(sight.placements().missing());
        left.entrySet()
                .removeIf(its -> !its.getValue().uids().equals(sight.pods().uids(its.getKey())));
        return new Troubles(left);
    }

    /** With an address that is to be left alone until then, unless it is in trouble already. */
    Troubles resting(Ip address, Set<String> uids, Instant until) {
        return all.containsKey(address)
                ? this
                : with(address, new Trouble(uids, 0, until, false, Optional.empty()));
    }

    /** With one more failure of an address, which is to be left alone until then. */
    Troubles failed(Refusal why, Set<String> uids, Instant until) {
        Ip address = why.address();
        Trouble before = all.get(address);
        boolean alone = before != null && before.alone();
        int failures = failures(address) + 1;
        return with(address, new Trouble(uids, failures, until, alone, Optional.of(why)));
    }

    /** How often an address has failed. */
    int failures(Ip address) {
        Trouble its = all.get(address);
        return its == null ? 0 : its.failures();
    }

    /** With an address that may have spoilt the call of others, and is tried alone from now on. */
    Troubles suspected(Ip address, Set<String> uids, Instant now) {
        return with(address, new Trouble(uids, failures(address), now, true, Optional.empty()));
    }

    /** Where there was no room, there is some now. */
    Troubles freed(Instant now) {
        Map<Ip, Trouble> sooner = new HashMap<>(all);
        UnaryOperator<Trouble> again =
                its ->
                        its.refusal().filter(why -> why.reason() == Reason.NO_SLOT).isPresent()
                                ? its.at(now)
                                : its;
        sooner.replaceAll((_, its) -> again.apply(its));
        return new Troubles(sooner);
    }

    private Troubles with(Ip address, Trouble trouble) {
        Map<Ip, Trouble> more = new HashMap<>(all);
        more.put(address, trouble);
        return new Troubles(more);
    }

    /** Those that are to be left alone. */
    Set<Ip> resting(Instant now) {
        return all.entrySet().stream()
                .filter(its -> its.getValue().next().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<Ip> addresses() {
        return all.keySet();
    }

    /** What was said of them. */
    List<Refusal> refusals() {
        return all.values().stream().flatMap(its -> its.refusal().stream()).toList();
    }

    /** When the first of them is to be looked at again. */
    Optional<Instant> next() {
        return all.values().stream().map(Trouble::next).min(Instant::compareTo);
    }

    /** The same steps, where those that may spoil a call have one of their own. */
    List<Step> apart(Collection<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Assign(var eni, var addresses, var reassign)) {
                List<Ip> others = addresses.stream().filter(ip -> !isAlone(ip)).toList();
                if (!others.isEmpty()) {
                    all.add(new Step.Assign(eni, others, reassign));
                }
                addresses.stream()
                        .filter(this::isAlone)
                        .forEach(ip -> all.add(new Step.Assign(eni, List.of(ip), reassign)));
            } else {
                all.add(step);
            }
        }
        return all;
    }

    private boolean isAlone(Ip address) {
        Trouble its = all.get(address);
        return its != null && its.alone();
    }
}
