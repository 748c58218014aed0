package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Ip;

import java.util.Collection;
import java.util.Optional;

/** Questions to all interfaces of a node. */
final class NodeEnis {

    private NodeEnis() {}

    static boolean holds(Collection<NodeEni> node, Held held) {
        return node.stream()
                .filter(eni -> eni.id().equals(held.eniId()))
                .anyMatch(eni -> eni.secondary().contains(held.address()));
    }

    static Optional<Holder> holderOf(Collection<NodeEni> node, Ip address) {
        return node.stream()
                .filter(eni -> eni.holds(address))
                .findFirst()
                .map(
                        eni ->
                                new Holder(
                                        eni.id(),
                                        eni.isPrimary() || !eni.secondary().contains(address)));
    }
}
