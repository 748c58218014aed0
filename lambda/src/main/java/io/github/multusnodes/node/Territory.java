package io.github.multusnodes.node;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.AddressRange;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The addresses of one family that a network may take in a subnet, in the order in which it takes
 * them.
 *
 * @param parts without overlaps; all of one comes before the next, lowest first
 */
public record Territory(List<AddressPool> parts) {

    /** As many addresses as EC2 takes values in one filter of a call. */
    private static final BigInteger WINDOW = BigInteger.valueOf(200);

    private static final BigInteger LAST_WINDOW = BigInteger.valueOf(Integer.MAX_VALUE - 1L);

    public Territory {
        parts = List.copyOf(parts);
    }

    /**
     * What a network may take, whoever holds it now: nothing in a family that the subnet does not
     * have or that we do not choose in. Names of reservations that the subnet does not have are
     * ignored.
     *
     * @param reservations all reservations of the subnet
     */
    public static Territory of(
            Network network, Family family, Subnet subnet, List<CidrReservation> reservations) {
        Optional<Cidr> block = subnet.block(family);
        if (block.isEmpty()) {
            return new Territory(List.of());
        }
        AddressPool whole = AddressPool.ofSubnet(block.get());
        Cidr[] excluded = network.excluded(family).toArray(Cidr[]::new);
        return switch (network.mode(family)) {
            case AddressMode.None _, AddressMode.Auto _ -> new Territory(List.of());
            case AddressMode.LowestFree _ ->
                    new Territory(List.of(whole.without(blocks(reservations)).without(excluded)));
            case AddressMode.InReservations(var names, _) ->
                    new Territory(
                            named(names, block.get(), reservations)
                                    .map(named -> whole.within(named.cidr()))
                                    .map(part -> part.without(excluded))
                                    .toList());
        };
    }

    /** Those of the reservations in a block that are named, in the order of the names. */
    public static Stream<CidrReservation> named(
            List<ReservationName> names, Cidr block, List<CidrReservation> reservations) {
        return names.stream()
                .flatMap(name -> reservations.stream().filter(name::names))
                .filter(named -> block.contains(named.cidr()))
                .distinct();
    }

    /** What is left of it beside interfaces, which hold their addresses and prefixes. */
    public Territory beside(Collection<Eni> interfaces) {
        return without(
                interfaces.stream().flatMap(eni -> eni.addresses().stream()).toList(),
                interfaces.stream().flatMap(eni -> eni.prefixes().stream()).toList());
    }

    /** What is left of it when others hold those addresses and prefixes. */
    public Territory without(Collection<Ip> addresses, Collection<Cidr> prefixes) {
        Cidr[] blocks = prefixes.toArray(Cidr[]::new);
        return each(part -> part.without(addresses).without(blocks));
    }

    /** Those of its addresses that are lower than another. */
    public Territory below(Ip end) {
        return each(part -> part.below(end));
    }

    /**
     * The n-th address.
     *
     * @param n counted from 0
     * @return empty if there are fewer than n + 1
     */
    public Optional<Ip> nth(long n) {
        BigInteger before = BigInteger.ZERO;
        BigInteger place = BigInteger.valueOf(n);
        for (AddressPool part : parts) {
            BigInteger within = place.subtract(before);
            if (within.compareTo(part.size()) < 0) {
                return part.free(within.longValueExact());
            }
            before = before.add(part.size());
        }
        return Optional.empty();
    }

    /**
     * Into how many windows it is cut: as many as an int counts, which is more than anyone can
     * fill.
     */
    public int windows() {
        BigInteger windows = size().add(WINDOW.subtract(BigInteger.ONE)).divide(WINDOW);
        return windows.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
    }

    /** The addresses of one window; the last may have fewer than the others. */
    public Territory window(int number) {
        List<AddressPool> cut = new ArrayList<>();
        BigInteger before = WINDOW.multiply(BigInteger.valueOf(number));
        BigInteger left = WINDOW;
        for (AddressPool part : parts) {
            AddressPool slice = part.slice(before, left);
            cut.add(slice);
            before = before.subtract(part.size()).max(BigInteger.ZERO);
            left = left.subtract(slice.size());
        }
        return new Territory(cut);
    }

    /** The window that has an address, if it is in the territory. */
    public OptionalInt windowOf(Ip ip) {
        BigInteger before = BigInteger.ZERO;
        for (AddressPool part : parts) {
            Optional<BigInteger> place = part.place(ip);
            if (place.isPresent()) {
                BigInteger number = before.add(place.get()).divide(WINDOW);
                return OptionalInt.of(number.min(LAST_WINDOW).intValueExact());
            }
            before = before.add(part.size());
        }
        return OptionalInt.empty();
    }

    /** Several territories, one after the other. */
    public static Territory joined(List<Territory> territories) {
        return new Territory(territories.stream().flatMap(its -> its.parts().stream()).toList());
    }

    /** All its addresses, in order; only for a small one. */
    public List<Ip> addresses() {
        return ranges().flatMap(
                        range ->
                                LongStream.range(0, range.size().longValueExact())
                                        .mapToObj(range.first()::plus))
                .toList();
    }

    /** How many addresses it has. */
    public BigInteger size() {
        return parts.stream().map(AddressPool::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    public boolean isEmpty() {
        return parts.stream().allMatch(AddressPool::isEmpty);
    }

    public boolean contains(Ip ip) {
        return parts.stream().anyMatch(part -> part.contains(ip));
    }

    /** Whether some address is in both. */
    public boolean meets(Territory other) {
        return ranges().anyMatch(mine -> other.ranges().anyMatch(mine::overlaps));
    }

    private Stream<AddressRange> ranges() {
        return parts.stream().flatMap(part -> part.ranges().stream());
    }

    private Territory each(UnaryOperator<AddressPool> change) {
        return new Territory(parts.stream().map(change).toList());
    }

    private static Cidr[] blocks(List<CidrReservation> reservations) {
        return reservations.stream().map(CidrReservation::cidr).toArray(Cidr[]::new);
    }
}
