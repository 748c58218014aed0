package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.Subnet;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What there is, as seen at the start of a run.
 *
 * @param subnets of each network, the one in the node's zone
 * @param peers the group's instances, if they can be read
 * @param interfaces all interfaces in those subnets
 * @param reservations the CIDR reservations of each subnet, by its id
 */
record Sight(
        Node node,
        Map<Network, Subnet> subnets,
        Optional<List<Member>> peers,
        List<Eni> interfaces,
        Map<String, List<Cidr>> reservations) {

    Sight {
        subnets = Map.copyOf(subnets);
        interfaces = List.copyOf(interfaces);
        reservations = Map.copyOf(reservations);
    }

    /** The subnet that a network of this node uses. */
    Subnet subnetOf(Network network) {
        return Objects.requireNonNull(subnets.get(network), "every network has a subnet here");
    }
}
