package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Placements;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One look at a node: first its interfaces, then its pods.
 *
 * @param shown the interfaces as instance metadata shows them, with the networks of their tags
 * @param node the same, as they should be by now
 * @param placements of the addresses of all pods
 */
public record Sight(
        Instant at, List<NodeEni> shown, List<NodeEni> node, Pods pods, Placements placements) {

    static Sight of(Instant at, Collection<NodeEni> inMetadata, List<NodeEni> node, Pods pods) {
        return new Sight(
                at,
                List.copyOf(inMetadata),
                node,
                pods,
                Placements.onNetworks(pods.interfaces(), node));
    }

    /** Secondary addresses of interfaces that were made for a network of pods. */
    Stream<Held> held() {
        return held(node);
    }

    static Stream<Held> held(Collection<NodeEni> node) {
        return node.stream()
                .filter(eni -> !eni.isPrimary() && eni.network().isPresent())
                .flatMap(eni -> eni.secondary().stream().map(ip -> new Held(eni.id(), ip)));
    }

    /** Addresses of pods that are assigned to the interface where they belong. */
    Set<Held> inPlace() {
        return placements.assigned().stream()
                .filter(held -> isOn(node, held))
                .collect(Collectors.toSet());
    }

    /** Addresses of pods that instance metadata does not show where they belong. */
    public Set<Ip> unconfirmed() {
        return placements.assigned().stream()
                .filter(held -> !isOn(shown, held))
                .map(Held::address)
                .collect(Collectors.toSet());
    }

    /** The pods whose addresses all reach them; they have one at least. */
    public List<NodePod> routable() {
        Set<Ip> unconfirmed = unconfirmed();
        return pods.all().stream()
                .filter(
                        pod -> {
                            Set<Ip> its = addresses(pod);
                            return !its.isEmpty()
                                    && placements.places().keySet().containsAll(its)
                                    && its.stream().noneMatch(unconfirmed::contains);
                        })
                .toList();
    }

    private static Set<Ip> addresses(NodePod pod) {
        return pod.interfaces().stream()
                .flatMap(its -> its.routable().stream())
                .collect(Collectors.toSet());
    }

    private static boolean isOn(List<NodeEni> node, Held held) {
        return node.stream()
                .anyMatch(
                        eni ->
                                eni.id().equals(held.eniId())
                                        && eni.secondary().contains(held.address()));
    }
}
