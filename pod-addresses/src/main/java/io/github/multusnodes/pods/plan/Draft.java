package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Refusal.Reason;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A {@link Plan} while it is made. */
final class Draft {

    private final Placements placements;
    private final Collection<NodeEni> node;
    private final Map<Ip, Holder> holders;
    private final Memory memory;
    private final Rules rules;
    private final Changes unassigned = new Changes();
    private final Changes assigned = new Changes();
    private final Changes moved = new Changes();
    private final List<Refusal> refusals = new ArrayList<>();

    Draft(
            Placements placements,
            Collection<NodeEni> node,
            Map<Ip, Holder> holders,
            Memory memory,
            Rules rules) {
        this.placements = placements;
        this.node = node;
        this.holders = holders;
        this.memory = memory;
        this.rules = rules;
    }

    Plan plan() {
        memory.own().stream().filter(this::isLeft).forEach(unassigned::add);
        return placing();
    }

    Plan placing() {
        refusals.addAll(placements.refusals());
        placements.missing().forEach(address -> place(address, placements.at(address)));
        refusals.sort(Comparator.comparing(Refusal::address));
        return new Plan(steps(), refusals);
    }

    /** Whether we put it there, it is there, and the pod has it no more. */
    private boolean isLeft(Held held) {
        return NodeEnis.holds(node, held) && !placements.know(held.address());
    }

    private void place(Ip address, NodeEni eni) {
        Optional<Holder> holder =
                NodeEnis.holderOf(node, address)
                        .or(() -> Optional.ofNullable(holders.get(address)));
        if (holder.filter(its -> its.eniId().equals(eni.id())).isPresent()) {
            return;
        }
        Optional<Refusal> refusal =
                holder.flatMap(its -> held(address, its)).or(() -> full(address, eni));
        if (refusal.isPresent()) {
            refusals.add(refusal.get());
            return;
        }
        if (mayMove(address)) {
            moved.add(new Held(eni.id(), address));
        } else {
            holder.map(its -> new Held(its.eniId(), address)).ifPresent(unassigned::add);
            assigned.add(new Held(eni.id(), address));
        }
    }

    /** What was in its place and has no holder now may be on its way to another pod. */
    private boolean mayMove(Ip address) {
        return address.family() == Family.IPV4
                && rules.reassign()
                && !memory.settled().contains(address);
    }

    private Optional<Refusal> held(Ip address, Holder by) {
        if (by.primary()) {
            return refuse(
                    Reason.PRIMARY_ADDRESS,
                    address,
                    "%s is the primary address of %s, or that is the primary interface of an"
                            + " instance, and neither is taken from: give the pod another address",
                    by.eniId());
        }
        if (memory.own().contains(new Held(by.eniId(), address))) {
            return Optional.empty();
        }
        if (memory.settled().contains(address)) {
            return refuse(
                    Reason.TAKEN_OVER,
                    address,
                    "%s was taken by %s, and is left there: take the address from this pod, or from"
                            + " the one that has it now",
                    by.eniId());
        }
        return rules.reassign()
                ? Optional.empty()
                : refuse(
                        Reason.HELD,
                        address,
                        "%s is on %s, and moving addresses is not allowed: release it there, or"
                                + " allow reassignment",
                        by.eniId());
    }

    private Optional<Refusal> full(Ip address, NodeEni eni) {
        Family family = address.family();
        Integer limit = rules.slots().get(family);
        if (limit == null
                || eni.slots(family)
                                - unassigned.count(eni.id(), family)
                                + assigned.count(eni.id(), family)
                                + moved.count(eni.id(), family)
                        < limit) {
            return Optional.empty();
        }
        return refuse(
                Reason.NO_SLOT,
                address,
                "%s has no place on %s, which has the "
                        + limit
                        + " addresses and prefixes of "
                        + family.label()
                        + " that its instance type allows: run fewer pods on the node, delegate"
                        + " prefixes, or take a larger type",
                eni.id());
    }

    private static Optional<Refusal> refuse(Reason reason, Ip address, String text, String eniId) {
        return Optional.of(new Refusal(reason, address, text.formatted(address, eniId)));
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            unassigned.of(family).forEach((id, its) -> steps.add(new Step.Unassign(id, its)));
        }
        for (Family family : List.of(Family.IPV6, Family.IPV4)) {
            assigned.of(family).forEach((id, its) -> steps.add(new Step.Assign(id, its, false)));
        }
        moved.of(Family.IPV4).forEach((id, its) -> steps.add(new Step.Assign(id, its, true)));
        return steps;
    }

    /** Addresses by family and interface. */
    private static final class Changes {
        private final Map<Family, NavigableMap<String, SortedSet<Ip>>> all =
                new EnumMap<>(Family.class);

        void add(Held held) {
            all.computeIfAbsent(held.address().family(), _ -> new TreeMap<>())
                    .computeIfAbsent(held.eniId(), _ -> new TreeSet<>())
                    .add(held.address());
        }

        int count(String eniId, Family family) {
            SortedSet<Ip> its = all.getOrDefault(family, new TreeMap<>()).get(eniId);
            return its == null ? 0 : its.size();
        }

        NavigableMap<String, List<Ip>> of(Family family) {
            NavigableMap<String, List<Ip>> lists = new TreeMap<>();
            all.getOrDefault(family, new TreeMap<>())
                    .forEach((id, its) -> lists.put(id, List.copyOf(its)));
            return lists;
        }
    }
}
