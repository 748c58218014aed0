package io.github.multusnodes.plan;

import io.github.multusnodes.address.AddressRange;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Territory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many more nodes fit.
 *
 * @param nodes so many do
 * @param shortage what is used up then; empty if there may be room for even more
 */
record Room(long nodes, Optional<Shortage> shortage) {

    /** No group of nodes is larger, and a subnet of IPv6 has no end. */
    private static final long MOST = 100_000;

    /** So many nodes are tried where networks share a subnet. */
    private static final long TRIES = 1_000;

    /**
     * The room for the networks of a subnet. A network that has the subnet for itself takes its
     * addresses and prefixes apart from each other, so they are counted; elsewhere nodes are tried
     * one after the other.
     */
    static Room of(Ground ground) {
        if (ground.networks().size() == 1 && !ground.mixes(ground.networks().getFirst())) {
            return counted(ground, ground.networks().getFirst());
        }
        Forecast forecast = new Forecast(ground);
        long nodes = 0;
        while (nodes < TRIES && forecast.next().isPresent()) {
            nodes++;
        }
        return new Room(nodes, forecast.shortages().stream().findFirst());
    }

    private static Room counted(Ground ground, Network network) {
        List<Room> rooms = new ArrayList<>();
        for (Family family : Ground.families(network)) {
            BigInteger free = ground.free(network, family).size();
            rooms.add(until(free, new Shortage.OfAddresses(network, family)));
        }
        for (Family family : Family.values()) {
            int each = network.podPrefixes().count(family);
            if (each > 0) {
                BigInteger free = ground.freePrefixes(network, family).size();
                rooms.add(
                        until(
                                free.divide(BigInteger.valueOf(each)),
                                new Shortage.OfPrefixes(network, family)));
            }
        }
        return Stream.concat(rooms.stream(), Stream.of(new Room(MOST, Optional.empty())))
                .min(Comparator.comparingLong(Room::nodes))
                .orElseThrow();
    }

    private static Room until(BigInteger nodes, Shortage shortage) {
        return nodes.compareTo(BigInteger.valueOf(MOST)) < 0
                ? new Room(nodes.longValueExact(), Optional.of(shortage))
                : new Room(MOST, Optional.empty());
    }

    /** How many, for people. */
    String count() {
        return nodes + (nodes == 1 ? " node" : " nodes") + (shortage.isEmpty() ? " or more" : "");
    }

    /** How many, and what is used up then, for people. */
    String text() {
        return count() + shortage.map(its -> "; then " + its.stock() + " are used up").orElse("");
    }

    /** The lowest block that a network's addresses meet on their way up. */
    static Optional<Cidr> barrier(Ground ground, Network network, Family family) {
        return ground.free(network, family)
                .nth(0)
                .flatMap(
                        lowest ->
                                ground.barriers(network, family).stream()
                                        .filter(block -> block.first().compareTo(lowest) > 0)
                                        .min(Comparator.comparing(Cidr::first)));
    }

    /** How many free addresses a network has below a block. */
    static BigInteger below(Ground ground, Network network, Cidr barrier) {
        Territory free = ground.free(network, barrier.family());
        return free.parts().stream()
                .flatMap(part -> part.ranges().stream())
                .filter(range -> range.last().compareTo(barrier.first()) < 0)
                .map(AddressRange::size)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
