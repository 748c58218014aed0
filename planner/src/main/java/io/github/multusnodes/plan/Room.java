package io.github.multusnodes.plan;

import io.github.multusnodes.address.AddressRange;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Territory;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;

/**
 * How many more nodes fit.
 *
 * @param nodes so many do
 * @param more whether there may be room for even more
 */
record Room(long nodes, boolean more) {

    /** No group of nodes is larger, and a subnet of IPv6 has no end. */
    private static final long MOST = 100_000;

    /** So many nodes are tried where networks share a subnet. */
    private static final long TRIES = 1_000;

    /**
     * The room for the networks of a subnet. A network that has the subnet for itself takes one
     * free address a node; where several share it, nodes are tried one after the other.
     */
    static Room of(Ground ground) {
        if (ground.networks().size() == 1) {
            Network only = ground.networks().getFirst();
            long free =
                    Ground.families(only).stream()
                            .map(family -> counted(ground.free(only, family).size()))
                            .min(Long::compare)
                            .orElse(MOST);
            return new Room(free, free == MOST);
        }
        Forecast forecast = new Forecast(ground);
        long nodes = 0;
        while (nodes < TRIES && forecast.next().isPresent()) {
            nodes++;
        }
        return new Room(nodes, nodes == TRIES);
    }

    /** For people. */
    String text() {
        return nodes + (nodes == 1 ? " node" : " nodes") + (more ? " or more" : "");
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
    static long below(Ground ground, Network network, Cidr barrier) {
        Territory free = ground.free(network, barrier.family());
        return counted(
                free.parts().stream()
                        .flatMap(part -> part.ranges().stream())
                        .filter(range -> range.last().compareTo(barrier.first()) < 0)
                        .map(AddressRange::size)
                        .reduce(BigInteger.ZERO, BigInteger::add));
    }

    private static long counted(BigInteger number) {
        return number.min(BigInteger.valueOf(MOST)).longValueExact();
    }
}
