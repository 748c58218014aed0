package io.github.multusnodes.plan;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Territory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A subnet, what is in it and the networks that use it.
 *
 * @param networks in the order of their slots
 * @param reservations the subnet's CIDR reservations
 * @param interfaces those in the subnet
 */
record Ground(
        Subnet subnet,
        List<Network> networks,
        List<CidrReservation> reservations,
        List<Eni> interfaces) {

    Ground {
        networks = networks.stream().sorted(Comparator.comparing(Network::slot)).toList();
        reservations = List.copyOf(reservations);
        interfaces = List.copyOf(interfaces);
    }

    static Ground of(Subnet subnet, List<Network> networks, Surroundings surroundings) {
        return new Ground(
                subnet,
                networks,
                surroundings.reservations().getOrDefault(subnet.id(), List.of()),
                surroundings.interfaces().stream()
                        .filter(eni -> eni.subnetId().equals(subnet.id()))
                        .toList());
    }

    /** What a network may take, whoever holds it now; in mode {@code auto}, what EC2 may choose. */
    Territory territory(Network network, Family family) {
        if (network.mode(family) instanceof AddressMode.Auto) {
            return new Territory(
                    subnet.block(family).map(AddressPool::ofSubnet).stream()
                            .map(whole -> whole.without(reserved()))
                            .toList());
        }
        return Territory.of(network, family, subnet, reservations);
    }

    /** What of it is free. */
    Territory free(Network network, Family family) {
        return territory(network, family).beside(interfaces);
    }

    /** What a network may delegate as prefixes, whoever holds it now. */
    PrefixTerritory delegable(Network network, Family family) {
        return PrefixTerritory.of(network, family, subnet, reservations);
    }

    /** What of it is free. */
    PrefixTerritory freePrefixes(Network network, Family family) {
        return delegable(network, family)
                .without(
                        addresses(),
                        interfaces.stream().flatMap(eni -> eni.prefixes().stream()).toList());
    }

    /** How many prefixes cannot be delegated because of single addresses in them. */
    BigInteger blockedPrefixes(Network network, Family family) {
        PrefixTerritory delegable = delegable(network, family);
        return delegable.size().subtract(delegable.without(addresses(), List.of()).size());
    }

    /** Where a network's prefixes come from. */
    List<Cidr> prefixSources(Network network, Family family) {
        return PrefixTerritory.sources(network, family, subnet, reservations);
    }

    /** Whether a network's own addresses and its prefixes come from the same ranges. */
    boolean mixes(Network network) {
        return Stream.of(Family.values())
                .anyMatch(
                        family ->
                                delegable(network, family)
                                        .addresses()
                                        .meets(territory(network, family)));
    }

    /** The ranges that a network keeps for pods in this subnet. */
    List<Cidr> podRanges(Network network, Family family) {
        return network.excluded(family).stream()
                .filter(range -> subnet.block(family).stream().anyMatch(range::overlaps))
                .toList();
    }

    /** The CIDR reservations that a network takes its addresses from, in that order. */
    List<CidrReservation> sources(Network network, Family family) {
        return network.mode(family) instanceof AddressMode.InReservations(var names, _)
                ? subnet.block(family).stream()
                        .flatMap(block -> Territory.named(names, block, reservations))
                        .toList()
                : List.of();
    }

    /** The families in which a network's interfaces have addresses. */
    static List<Family> families(Network network) {
        return Stream.of(Family.values())
                .filter(family -> !(network.mode(family) instanceof AddressMode.None))
                .toList();
    }

    /** What stands in the way of a network that takes the lowest addresses, in any order. */
    List<Cidr> barriers(Network network, Family family) {
        if (!(network.mode(family) instanceof AddressMode.LowestFree)) {
            return List.of();
        }
        List<Cidr> barriers = new ArrayList<>(podRanges(network, family));
        reservations.stream()
                .map(CidrReservation::cidr)
                .filter(cidr -> cidr.family() == family)
                .forEach(barriers::add);
        return barriers;
    }

    private List<Ip> addresses() {
        return interfaces.stream().flatMap(eni -> eni.addresses().stream()).toList();
    }

    private Cidr[] reserved() {
        return reservations.stream().map(CidrReservation::cidr).toArray(Cidr[]::new);
    }
}
