package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Territory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What there is, as seen at the start of a run.
 *
 * @param subnets of each network, the one in the node's zone
 * @param peers the group's instances, if they can be read
 * @param survey the interfaces in those subnets
 * @param reservations the CIDR reservations by subnet id, where a mode asks for them
 */
record Sight(
        Node node,
        Map<Network, Subnet> subnets,
        Optional<List<Member>> peers,
        Survey survey,
        Map<String, List<CidrReservation>> reservations) {

    Sight {
        subnets = Map.copyOf(subnets);
        reservations = Map.copyOf(reservations);
    }

    /** The subnet that a network of this node uses. */
    Subnet subnetOf(Network network) {
        return Objects.requireNonNull(subnets.get(network), "every network has a subnet here");
    }

    /** The CIDR reservations of a subnet; none where no mode asks for them. */
    List<CidrReservation> reservationsIn(Subnet subnet) {
        return reservations.getOrDefault(subnet.id(), List.of());
    }

    /** The same with more known of the interfaces. */
    Sight with(Survey other) {
        return new Sight(node, subnets, peers, other, reservations);
    }

    /** All interfaces that are known. */
    List<Eni> interfaces() {
        return survey.interfaces();
    }

    /** Where a network would take its addresses first. */
    List<Window> windowsOf(Network network) {
        Subnet subnet = subnetOf(network);
        return Arrays.stream(Family.values())
                .map(family -> Territory.of(network, family, subnet, reservationsIn(subnet)))
                .filter(territory -> !territory.isEmpty())
                .map(territory -> Window.of(subnet.id(), territory.window(0)))
                .toList();
    }

    /** What each network in the same subnet, this one included, may delegate in a family. */
    Map<Network, PrefixTerritory> prefixesBeside(Network network, Family family) {
        Subnet subnet = subnetOf(network);
        Map<Network, PrefixTerritory> territories = new HashMap<>();
        subnets.forEach(
                (other, its) -> {
                    if (its.equals(subnet)) {
                        territories.put(
                                other, PrefixTerritory.of(other, family, its, reservationsIn(its)));
                    }
                });
        return territories;
    }

    /** What each network in the same subnet, this one included, may take in a family. */
    Map<Network, Territory> territoriesBeside(Network network, Family family) {
        Subnet subnet = subnetOf(network);
        Map<Network, Territory> territories = new HashMap<>();
        subnets.forEach(
                (other, its) -> {
                    if (its.equals(subnet)) {
                        territories.put(
                                other, Territory.of(other, family, its, reservationsIn(its)));
                    }
                });
        return territories;
    }
}
