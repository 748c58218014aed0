package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Choice.Place;
import io.github.multusnodes.pods.plan.Refusal.Reason;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the addresses of the pod belong. Those of a link or a host alone are left out.
 *
 * @param places the interface of each address, in the order of addresses
 * @param refusals for each address that belongs nowhere, in the same order
 */
public record Placements(NavigableMap<Ip, NodeEni> places, List<Refusal> refusals) {

    public Placements {
        places = Collections.unmodifiableNavigableMap(new TreeMap<>(places));
        refusals = List.copyOf(refusals);
    }

    /** Finds an interface for each address. */
    public static Placements of(Collection<PodInterface> pod, Collection<NodeEni> node) {
        return of(pod, new Choice(node, _ -> true));
    }

    /** The same, where only interfaces that were made for a network may have them. */
    public static Placements onNetworks(Collection<PodInterface> pods, Collection<NodeEni> node) {
        return of(pods, new Choice(node, eni -> eni.network().isPresent()));
    }

    private static Placements of(Collection<PodInterface> pod, Choice choice) {
        NavigableMap<Ip, List<Place>> all = new TreeMap<>();
        for (PodInterface its : pod) {
            for (Ip address : its.routable()) {
                all.computeIfAbsent(address, _ -> new ArrayList<>()).add(choice.of(its, address));
            }
        }
        NavigableMap<Ip, NodeEni> places = new TreeMap<>();
        List<Refusal> refusals = new ArrayList<>();
        all.forEach(
                (address, its) -> {
                    switch (agreed(address, its)) {
                        case Place.On(var eni) -> places.put(address, eni);
                        case Place.Nowhere(var refusal) -> refusals.add(refusal);
                    }
                });
        return new Placements(places, refusals);
    }

    /** Several interfaces of the pod may have one address, if they mean one place. */
    private static Place agreed(Ip address, List<Place> places) {
        List<Refusal> refusals =
                places.stream()
                        .flatMap(Placements::refusal)
                        .sorted(Comparator.comparing(Refusal::text))
                        .toList();
        if (!refusals.isEmpty()) {
            return new Place.Nowhere(refusals.getFirst());
        }
        SortedSet<String> enis =
                places.stream()
                        .flatMap(Placements::eni)
                        .map(NodeEni::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        return enis.size() == 1
                ? places.getFirst()
                : new Place.Nowhere(
                        new Refusal(
                                Reason.AMBIGUOUS,
                                address,
                                ("%s is on interfaces of pods that belong to %s: an address can be"
                                                + " on one of these only; take it from the others")
                                        .formatted(address, String.join(", ", enis))));
    }

    private static Stream<Refusal> refusal(Place place) {
        return place instanceof Place.Nowhere(var refusal) ? Stream.of(refusal) : Stream.empty();
    }

    private static Stream<NodeEni> eni(Place place) {
        return place instanceof Place.On(var eni) ? Stream.of(eni) : Stream.empty();
    }

    /** The addresses that their interface does not get yet. */
    public List<Ip> missing() {
        return places.entrySet().stream()
                .filter(place -> !place.getValue().gets(place.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The missing addresses of each subnet whose holders make a difference: an IPv6 address has to
     * be taken from its holder, others perhaps may not be, as where nodes have their primary
     * interfaces.
     *
     * @param all those too whose holders should make none, once EC2 has refused a call
     */
    public Map<String, List<Ip>> unknown(
            Collection<NodeEni> node, Memory memory, Rules rules, boolean all) {
        return missing().stream()
                .filter(address -> NodeEnis.holderOf(node, address).isEmpty())
                .filter(
                        address ->
                                all
                                        || !rules.reassign()
                                        || address.family() == Family.IPV6
                                        || memory.settled().contains(address)
                                        || hasPrimaries(at(address).subnetId(), node))
                .collect(Collectors.groupingBy(address -> at(address).subnetId()));
    }

    /** Whether nodes have their primary interfaces there, from which nothing is taken. */
    private static boolean hasPrimaries(String subnetId, Collection<NodeEni> node) {
        return node.stream()
                .filter(NodeEni::isPrimary)
                .anyMatch(eni -> eni.subnetId().equals(subnetId));
    }

    /** Each address on its interface, without those that it has for good. */
    public List<Held> assigned() {
        return places.entrySet().stream()
                .filter(place -> !place.getValue().hasForGood(place.getKey()))
                .map(place -> new Held(place.getValue().id(), place.getKey()))
                .toList();
    }

    /** Whether the interfaces have all addresses for good, so that there is nothing to do. */
    public boolean areCovered() {
        return refusals.isEmpty() && assigned().isEmpty();
    }

    /** These without the places of some addresses. */
    public Placements without(Collection<Ip> some) {
        NavigableMap<Ip, NodeEni> fewer = new TreeMap<>(places);
        fewer.keySet().removeAll(some);
        return new Placements(fewer, refusals);
    }

    /** Whether the pod has an address, wherever it belongs. */
    public boolean know(Ip address) {
        return places.containsKey(address)
                || refusals.stream().anyMatch(refusal -> refusal.address().equals(address));
    }

    NodeEni at(Ip address) {
        return Objects.requireNonNull(places.get(address));
    }
}
