package io.github.multusnodes.node;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The addresses of one family that a network may delegate as prefixes in a subnet: whole, aligned
 * blocks of them.
 *
 * @param addresses in the order in which they are used
 * @param length of the prefixes
 */
public record PrefixTerritory(Territory addresses, int length) {

    /** A dozen /28 have 192 addresses; EC2 takes 200 values in one filter of a call. */
    private static final BigInteger WINDOW = BigInteger.valueOf(12);

    /**
     * What a network may delegate, whoever holds it now: the subnet's CIDR reservations of type
     * prefix, or where it has none of them the ranges that the network names, less the reservations
     * in them.
     *
     * @param reservations all reservations of the subnet
     */
    public static PrefixTerritory of(
            Network network, Family family, Subnet subnet, List<CidrReservation> reservations) {
        int length = PodPrefixes.length(family);
        List<Cidr> sources = sources(network, family, subnet, reservations);
        List<AddressPool> parts =
                subnet.block(family).map(AddressPool::ofSubnet).stream()
                        .flatMap(
                                whole ->
                                        sources.stream()
                                                .map(
                                                        source ->
                                                                whole.within(source)
                                                                        .without(
                                                                                inside(
                                                                                        source,
                                                                                        reservations))))
                        .toList();
        return new PrefixTerritory(new Territory(parts), length);
    }

    /** Where a network's prefixes come from in a subnet; nothing if it says nowhere. */
    public static List<Cidr> sources(
            Network network, Family family, Subnet subnet, List<CidrReservation> reservations) {
        if (network.podPrefixes().count(family) == 0 || subnet.block(family).isEmpty()) {
            return List.of();
        }
        Cidr block = subnet.block(family).get();
        List<Cidr> reserved =
                reservations.stream()
                        .filter(its -> its.type() == CidrReservation.Type.PREFIX)
                        .map(CidrReservation::cidr)
                        .filter(block::contains)
                        .filter(cidr -> cidr.prefixLength() <= PodPrefixes.length(family))
                        .sorted(Comparator.comparing(Cidr::first))
                        .toList();
        return reserved.isEmpty()
                ? network.podPrefixes().ranges(family).stream().filter(block::overlaps).toList()
                : reserved;
    }

    /** What is left of it when others hold those addresses and prefixes. */
    public PrefixTerritory without(Collection<Ip> held, Collection<Cidr> prefixes) {
        return new PrefixTerritory(addresses.without(held, prefixes), length);
    }

    /** How many whole prefixes it has. */
    public BigInteger size() {
        return addresses.parts().stream()
                .map(part -> part.blocks(length))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * Neighbouring prefixes, in the order in which they are used.
     *
     * @param from how many come before, counted from 0
     * @return as many as there are, at most {@code count}
     */
    public List<Cidr> prefixes(BigInteger from, int count) {
        List<Cidr> found = new ArrayList<>();
        BigInteger place = from;
        for (AddressPool part : addresses.parts()) {
            BigInteger size = part.blocks(length);
            while (found.size() < count && place.compareTo(size) < 0) {
                found.add(part.block(place, length));
                place = place.add(BigInteger.ONE);
            }
            place = place.subtract(size);
        }
        return found;
    }

    /** Into how many windows of a dozen prefixes it is cut. */
    public int windows() {
        BigInteger windows = size().add(WINDOW.subtract(BigInteger.ONE)).divide(WINDOW);
        return windows.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
    }

    /** The prefixes of some windows, one after the other. */
    public PrefixTerritory inWindows(Collection<Integer> numbers) {
        List<AddressPool> blocks =
                numbers.stream()
                        .map(number -> WINDOW.multiply(BigInteger.valueOf(number)))
                        .flatMap(from -> prefixes(from, WINDOW.intValueExact()).stream())
                        .flatMap(block -> addresses.parts().stream().map(its -> its.within(block)))
                        .toList();
        return new PrefixTerritory(new Territory(blocks), length);
    }

    /** Whether some address is in both. */
    public boolean meets(PrefixTerritory other) {
        return addresses.meets(other.addresses);
    }

    private static Cidr[] inside(Cidr source, List<CidrReservation> reservations) {
        return reservations.stream()
                .map(CidrReservation::cidr)
                .filter(cidr -> source.contains(cidr) && !source.equals(cidr))
                .toArray(Cidr[]::new);
    }
}
