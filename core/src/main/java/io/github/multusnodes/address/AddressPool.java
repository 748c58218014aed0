package io.github.multusnodes.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The free addresses of a subnet. Immutable. Kept as ranges, so its cost follows the number of
 * addresses taken and not the size of the subnet: an IPv6 subnet is as cheap as a small IPv4 one.
 */
public final class AddressPool {

    private static final int RESERVED_AT_START = 4;

    /** Disjoint ranges that do not touch, by their first address. */
    private final NavigableMap<Ip, AddressRange> free;

    private AddressPool(Collection<AddressRange> free) {
        this.free = new TreeMap<>();
        free.forEach(range -> this.free.put(range.first(), range));
    }

    /**
     * Every address of a subnet but the first four and the last, which EC2 keeps in both families.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">Subnet
     *     CIDR blocks</a>
     */
    public static AddressPool ofSubnet(Cidr subnet) {
        if (subnet.size().compareTo(BigInteger.valueOf(RESERVED_AT_START + 1)) <= 0) {
            return new AddressPool(List.of());
        }
        return new AddressPool(
                List.of(
                        new AddressRange(
                                subnet.first().plus(RESERVED_AT_START), subnet.last().plus(-1))));
    }

    /** This pool less those addresses. Addresses that are not in it, of any family, are ignored. */
    public AddressPool without(Collection<Ip> taken) {
        return withoutRanges(taken.stream().map(ip -> new AddressRange(ip, ip)).toList());
    }

    /** This pool less those blocks. Blocks outside of it, of any family, are ignored. */
    public AddressPool without(Cidr... taken) {
        return withoutRanges(Arrays.stream(taken).map(Cidr::range).toList());
    }

    /** Only those addresses of this pool that lie in the block. */
    public AddressPool within(Cidr block) {
        AddressRange bounds = block.range();
        List<AddressRange> inside = new ArrayList<>();
        for (AddressRange range : free.values()) {
            Ip first = max(range.first(), bounds.first());
            Ip last = min(range.last(), bounds.last());
            if (first.compareTo(last) <= 0) {
                inside.add(new AddressRange(first, last));
            }
        }
        return new AddressPool(inside);
    }

    /** Only those addresses of this pool that are lower than another. */
    public AddressPool below(Ip end) {
        return new AddressPool(
                free.headMap(end, false).values().stream()
                        .map(
                                range ->
                                        new AddressRange(
                                                range.first(), min(range.last(), end.plus(-1))))
                        .toList());
    }

    /**
     * Only some neighbours in the order of this pool.
     *
     * @param from how many lower addresses to leave out
     * @param most how many to keep of what then is left
     */
    public AddressPool slice(BigInteger from, BigInteger most) {
        List<AddressRange> kept = new ArrayList<>();
        BigInteger before = from;
        BigInteger left = most;
        for (AddressRange range : free.values()) {
            BigInteger skipped = before.min(range.size());
            BigInteger taken = range.size().subtract(skipped).min(left);
            if (taken.signum() > 0) {
                Ip first = range.first().plus(skipped);
                kept.add(new AddressRange(first, first.plus(taken.subtract(BigInteger.ONE))));
            }
            before = before.subtract(skipped);
            left = left.subtract(taken);
        }
        return new AddressPool(kept);
    }

    /**
     * How many addresses of this pool are lower than one of them.
     *
     * @return empty if the address is not in it
     */
    public Optional<BigInteger> place(Ip ip) {
        BigInteger below = BigInteger.ZERO;
        for (AddressRange range : free.values()) {
            if (range.contains(ip)) {
                return Optional.of(below.add(ip.value().subtract(range.first().value())));
            }
            below = below.add(range.size());
        }
        return Optional.empty();
    }

    /** How many addresses are free. */
    public BigInteger size() {
        return free.values().stream()
                .map(AddressRange::size)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    public boolean isEmpty() {
        return free.isEmpty();
    }

    public boolean contains(Ip ip) {
        var below = free.floorEntry(ip);
        return below != null && below.getValue().contains(ip);
    }

    /**
     * The n-th lowest free address.
     *
     * @param n counted from 0
     * @return empty if fewer than n + 1 addresses are free
     * @throws IllegalArgumentException if n is negative
     */
    public Optional<Ip> free(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("n is " + n + "; allowed: 0 and up");
        }
        BigInteger remaining = BigInteger.valueOf(n);
        for (AddressRange range : free.values()) {
            if (remaining.compareTo(range.size()) < 0) {
                return Optional.of(range.first().plus(remaining));
            }
            remaining = remaining.subtract(range.size());
        }
        return Optional.empty();
    }

    /** How many aligned blocks of that prefix length are free as a whole. */
    public BigInteger blocks(int prefixLength) {
        return free.values().stream()
                .map(range -> range.blocks(prefixLength))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * The n-th lowest aligned block of that prefix length that is free as a whole.
     *
     * @param n counted from 0
     * @throws IllegalArgumentException if n is negative, or no more than n are free
     */
    public Cidr block(BigInteger n, int prefixLength) {
        BigInteger remaining = n;
        for (AddressRange range : free.values()) {
            BigInteger here = range.blocks(prefixLength);
            if (n.signum() >= 0 && remaining.compareTo(here) < 0) {
                return range.block(remaining, prefixLength);
            }
            remaining = remaining.subtract(here);
        }
        throw new IllegalArgumentException(
                "n is " + n + "; allowed: 0 to below " + blocks(prefixLength));
    }

    /** The free addresses as ranges that neither overlap nor touch, lowest first. */
    public List<AddressRange> ranges() {
        return List.copyOf(free.values());
    }

    @Override
    public String toString() {
        return free.values().toString();
    }

    /** Walks the free and the taken ranges side by side, both lowest first. */
    private AddressPool withoutRanges(List<AddressRange> taken) {
        List<AddressRange> holes = withinBounds(taken);
        List<AddressRange> left = new ArrayList<>();
        int hole = 0;
        for (AddressRange range : free.values()) {
            Ip undecided = range.first();
            while (hole < holes.size()
                    && holes.get(hole).first().compareTo(range.last()) <= 0
                    && undecided.compareTo(range.last()) <= 0) {
                AddressRange gone = holes.get(hole);
                if (undecided.compareTo(gone.first()) < 0) {
                    left.add(new AddressRange(undecided, gone.first().plus(-1)));
                }
                undecided = max(undecided, gone.last().plus(1));
                // A hole that reaches past this range may also cut the next one.
                if (gone.last().compareTo(range.last()) <= 0) {
                    hole++;
                }
            }
            if (undecided.compareTo(range.last()) <= 0) {
                left.add(new AddressRange(undecided, range.last()));
            }
        }
        return new AddressPool(left);
    }

    /** Those parts that could matter, lowest first; none can end at the last address there is. */
    private List<AddressRange> withinBounds(List<AddressRange> taken) {
        if (free.isEmpty()) {
            return List.of();
        }
        Ip lowest = free.firstEntry().getValue().first();
        Ip highest = free.lastEntry().getValue().last();
        return taken.stream()
                .filter(r -> r.first().compareTo(highest) <= 0 && r.last().compareTo(lowest) >= 0)
                .map(r -> new AddressRange(max(r.first(), lowest), min(r.last(), highest)))
                .sorted(Comparator.comparing(AddressRange::first))
                .toList();
    }

    private static Ip max(Ip a, Ip b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Ip min(Ip a, Ip b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
