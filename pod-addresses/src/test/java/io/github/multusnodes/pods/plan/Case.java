package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A pod on a node, what others hold, and what may be done. */
record Case(
        List<PodInterface> pod,
        List<NodeEni> node,
        Map<Ip, Holder> others,
        Memory memory,
        Rules rules) {

    Placements placements() {
        return Placements.of(pod, node);
    }

    Plan plan() {
        Memory now = memory.at(node, live());
        Map<Ip, Holder> asked = new HashMap<>();
        placements()
                .unknown(node, now, rules, false)
                .values()
                .forEach(
                        addresses ->
                                addresses.forEach(ip -> asked.computeIfAbsent(ip, others::get)));
        return Plan.of(placements(), node, asked, now, rules);
    }

    /** The same after a run that began here has taken all steps. */
    Case after(Plan plan) {
        Map<String, Set<Ip>> held = new HashMap<>();
        node.forEach(eni -> held.put(eni.id(), Set.copyOf(eni.secondary())));
        Map<Ip, Holder> left = new HashMap<>(others);
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Unassign(var id, var addresses) -> {
                    held.computeIfPresent(id, (_, its) -> minus(its, addresses));
                    addresses.forEach(left::remove);
                }
                case Step.Assign(var id, var addresses, _) -> {
                    held.replaceAll((_, its) -> minus(its, addresses));
                    held.computeIfPresent(id, (_, its) -> plus(its, addresses));
                    addresses.forEach(left::remove);
                }
            }
        }
        List<NodeEni> changed =
                node.stream()
                        .map(eni -> eni.holding(held.getOrDefault(eni.id(), Set.of())))
                        .toList();
        return new Case(pod, changed, left, memory.at(node, live()).trying(plan.steps()), rules);
    }

    Set<Ip> live() {
        return pod.stream().flatMap(its -> its.routable().stream()).collect(Collectors.toSet());
    }

    /** Each secondary address of the node where it is. */
    Set<Held> held() {
        return node.stream()
                .flatMap(eni -> eni.secondary().stream().map(ip -> new Held(eni.id(), ip)))
                .collect(Collectors.toSet());
    }

    NodeEni eni(String id) {
        return node.stream().filter(eni -> eni.id().equals(id)).findFirst().orElseThrow();
    }

    int slots(String id, Family family) {
        return eni(id).slots(family);
    }

    private static Set<Ip> minus(Set<Ip> all, Collection<Ip> some) {
        return all.stream().filter(ip -> !some.contains(ip)).collect(Collectors.toSet());
    }

    private static Set<Ip> plus(Set<Ip> all, Collection<Ip> more) {
        List<Ip> both = new ArrayList<>(all);
        both.addAll(more);
        return Set.copyOf(both);
    }
}
