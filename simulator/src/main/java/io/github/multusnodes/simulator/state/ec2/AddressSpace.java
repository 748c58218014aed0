package io.github.multusnodes.simulator.state.ec2;

import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Who holds which address and prefix of one subnet, of one family. What EC2 chooses by itself is
 * drawn at random: single addresses outside all reservations, prefixes first from reservations of
 * that type.
 */
final class AddressSpace {

    /** Whether an address can be had. */
    enum Verdict {
        FREE,
        OUTSIDE,
        RESERVED,
        IN_USE
    }

    private static final int TRIES = 16;
    private static final long MOST_STEPS = 1 << 16;
    private static final int FIRST_USABLE = 4;

    private final Block cidr;
    private final Supplier<List<Reservation>> reservations;
    private final Random random;
    private final NavigableMap<Ip, String> addresses = new TreeMap<>();
    private final NavigableMap<Ip, String> prefixes = new TreeMap<>();

    /**
     * @param reservations those of the subnet, of either family
     */
    AddressSpace(Block cidr, Supplier<List<Reservation>> reservations, Random random) {
        this.cidr = cidr;
        this.reservations = reservations;
        this.random = random;
    }

    Block cidr() {
        return cidr;
    }

    /** How long delegated prefixes are. */
    int prefixLength() {
        return cidr.v6() ? 80 : 28;
    }

    /** How many addresses a delegated prefix has. */
    BigInteger addressesPerPrefix() {
        return BigInteger.ONE.shiftLeft(cidr.first().bits() - prefixLength());
    }

    Verdict verdict(Ip ip) {
        if (!cidr.contains(ip)) {
            return Verdict.OUTSIDE;
        }
        if (isEc2s(ip)) {
            return Verdict.RESERVED;
        }
        return holder(ip).isPresent() ? Verdict.IN_USE : Verdict.FREE;
    }

    /** The interface that holds an address, by itself or in a prefix. */
    Optional<String> holder(Ip ip) {
        Optional<String> single = Optional.ofNullable(addresses.get(ip));
        return single.isPresent()
                ? single
                : Optional.ofNullable(prefixes.get(Block.of(ip, prefixLength()).first()));
    }

    /** Whether nothing of a prefix is held by an interface. */
    boolean isFree(Block prefix) {
        Ip used = addresses.ceilingKey(prefix.first());
        return !prefixes.containsKey(prefix.first()) && (used == null || !prefix.contains(used));
    }

    void take(Ip ip, String owner) {
        addresses.put(ip, owner);
    }

    void take(Block prefix, String owner) {
        prefixes.put(prefix.first(), owner);
    }

    void release(Ip ip) {
        addresses.remove(ip);
    }

    void release(Block prefix) {
        prefixes.remove(prefix.first());
    }

    /** How many addresses no interface holds; reservations do not count (not documented). */
    BigInteger unused() {
        return cidr.size()
                .subtract(BigInteger.valueOf(FIRST_USABLE + 1L + addresses.size()))
                .subtract(addressesPerPrefix().multiply(BigInteger.valueOf(prefixes.size())));
    }

    /** A free address of EC2's choice. */
    Optional<Ip> draw() {
        Unreserved open =
                new Unreserved(
                        cidr.first().plus(FIRST_USABLE), cidr.last().plus(-1), reserved(_ -> true));
        return walk(open.size())
                .map(open::at)
                .filter(ip -> verdict(ip) == Verdict.FREE)
                .findFirst();
    }

    /** A free prefix of EC2's choice. */
    Optional<Block> drawPrefix() {
        List<Block> reserved = reserved(_ -> true);
        Stream<Block> fromReservations =
                reserved(r -> r.type() == Reservation.Type.PREFIX).stream()
                        .filter(block -> block.length() <= prefixLength())
                        .flatMap(block -> prefixesOf(block, false));
        Stream<Block> fromTheRest =
                prefixesOf(cidr, true)
                        .filter(prefix -> reserved.stream().noneMatch(prefix::overlaps));
        return Stream.concat(fromReservations, fromTheRest)
                .filter(prefix -> isFree(prefix) && !touchesEc2s(prefix))
                .findFirst();
    }

    /** Whether EC2 keeps some address of the block for itself. */
    boolean touchesEc2s(Block block) {
        return isEc2s(block.first()) || isEc2s(block.last());
    }

    private boolean isEc2s(Ip ip) {
        return ip.compareTo(cidr.first().plus(FIRST_USABLE)) < 0 || ip.equals(cidr.last());
    }

    private List<Block> reserved(Predicate<Reservation> which) {
        return reservations.get().stream()
                .filter(which)
                .map(Reservation::cidr)
                .filter(block -> block.v6() == cidr.v6())
                .toList();
    }

    private Stream<Block> prefixesOf(Block block, boolean shuffled) {
        if (block.length() > prefixLength()) {
            return Stream.empty();
        }
        BigInteger count = BigInteger.ONE.shiftLeft(prefixLength() - block.length());
        int step = cidr.first().bits() - prefixLength();
        Stream<BigInteger> places = shuffled ? walk(count) : from(BigInteger.ZERO, count);
        return places.map(
                place -> new Block(block.first().plus(place.shiftLeft(step)), prefixLength()));
    }

    /** Some places at random, then one after the other from a random one. */
    private Stream<BigInteger> walk(BigInteger size) {
        if (size.signum() == 0) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.generate(() -> random(size)).limit(TRIES),
                Stream.of(size).flatMap(its -> from(random(its), its)));
    }

    private static Stream<BigInteger> from(BigInteger start, BigInteger size) {
        return LongStream.range(0, size.min(BigInteger.valueOf(MOST_STEPS)).longValueExact())
                .mapToObj(i -> start.add(BigInteger.valueOf(i)).mod(size));
    }

    private BigInteger random(BigInteger size) {
        return new BigInteger(size.bitLength() + Integer.SIZE, random).mod(size);
    }
}
