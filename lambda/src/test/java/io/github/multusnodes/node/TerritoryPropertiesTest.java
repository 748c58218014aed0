package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

@Label("for all subnets, whoever holds and reserves what in them")
class TerritoryPropertiesTest {

    /** Far enough up to pass everything that a world has taken. */
    private static final int LOOKED_AT = 2_000;

    @Property
    @Label("rank 0 of lowest-free takes the lowest address that is free, and never another's")
    void lowestFree(@ForAll("worlds") World world) {
        assertThat(world.choice(world.lowestFree(), 0)).isEqualTo(expected(world.free(), 0));
    }

    @Property
    @Label("k ranks take k different addresses, the k lowest that are free")
    void ranks(@ForAll("worlds") World world, @ForAll @IntRange(min = 1, max = 60) int nodes) {
        List<Ip> free = world.free();
        Set<Ip> taken = new HashSet<>();
        for (int rank = 0; rank < Math.min(nodes, free.size()); rank++) {
            AddressChoice choice = world.choice(world.lowestFree(), rank);
            assertThat(choice).isEqualTo(expected(free, rank));
            taken.add(((AddressChoice.Take) choice).address());
        }
        assertThat(taken).hasSize(Math.min(nodes, free.size()));
    }

    @Property
    @Label("mode reservation uses the reservations in their order, each from its lowest address")
    void reservations(@ForAll("worlds") World world, @ForAll @IntRange(max = 60) int rank) {
        List<Ip> free =
                world.reservations().stream()
                        .flatMap(
                                reservation ->
                                        world.unheld().stream()
                                                .filter(reservation.cidr()::contains))
                        .toList();

        assertThat(world.choice(world.inReservations(), rank)).isEqualTo(expected(free, rank));
    }

    @Property(tries = 100)
    @Label("windows cut a territory, in its order, into pieces that no filter is too small for")
    void windows(@ForAll("worlds") World world) {
        for (AddressMode mode : List.of(world.lowestFree(), world.inReservations())) {
            Territory territory = world.territory(mode);
            List<Ip> first =
                    IntStream.range(0, 600)
                            .mapToObj(territory::nth)
                            .flatMap(Optional::stream)
                            .toList();
            int windows = Math.min(territory.windows(), 3);

            List<Ip> cut = new ArrayList<>();
            for (int number = 0; number < windows; number++) {
                List<Ip> window = territory.window(number).addresses();
                assertThat(window).isNotEmpty().hasSizeLessThanOrEqualTo(200);
                int its = number;
                assertThat(window)
                        .allMatch(ip -> territory.windowOf(ip).equals(OptionalInt.of(its)));
                cut.addAll(window);
            }

            assertThat(cut).isEqualTo(first.subList(0, Math.min(windows * 200, first.size())));
            assertThat(territory.windowOf(Ip.parse("192.0.2.1"))).isEmpty();
        }
    }

    private static AddressChoice expected(List<Ip> free, int rank) {
        if (free.isEmpty()) {
            return new AddressChoice.Full();
        }
        return rank < free.size()
                ? new AddressChoice.Take(free.get(rank))
                : new AddressChoice.WaitForOthers();
    }

    /** A subnet of one family with what is taken in it, as places counted from its start. */
    record World(
            Cidr block,
            List<Ip> used,
            List<Cidr> prefixes,
            List<CidrReservation> reservations,
            List<Cidr> exclude) {

        AddressMode lowestFree() {
            return new AddressMode.LowestFree(exclude);
        }

        AddressMode inReservations() {
            return new AddressMode.InReservations(
                    reservations.stream()
                            .<ReservationName>map(its -> new ReservationName.ByCidr(its.cidr()))
                            .toList(),
                    exclude);
        }

        AddressChoice choice(AddressMode mode, int rank) {
            return AddressChoice.of(territory(mode).without(used, prefixes), rank, true);
        }

        Territory territory(AddressMode mode) {
            Family family = block.family();
            AddressMode none = new AddressMode.None();
            Network network =
                    new Network(
                            "n1",
                            new Slot(0, 1),
                            List.of("subnet-a"),
                            List.of(),
                            family == Family.IPV4 ? mode : none,
                            family == Family.IPV6 ? mode : none,
                            true,
                            Map.of());
            Subnet subnet = new Subnet("subnet-a", "us-west-2a", Map.of(family, block));
            return Territory.of(network, family, subnet, reservations);
        }

        /** By brute force: what neither EC2, an interface nor the settings keep. */
        List<Ip> unheld() {
            Set<Ip> gone = used.stream().collect(toSet());
            long size = block.size().min(BigInteger.valueOf(LOOKED_AT)).longValueExact();
            return LongStream.range(4, size)
                    .mapToObj(block.first()::plus)
                    .filter(ip -> !ip.equals(block.last()) && !gone.contains(ip))
                    .filter(ip -> prefixes.stream().noneMatch(prefix -> prefix.contains(ip)))
                    .filter(ip -> exclude.stream().noneMatch(range -> range.contains(ip)))
                    .toList();
        }

        List<Ip> free() {
            return unheld().stream()
                    .filter(ip -> reservations.stream().noneMatch(r -> r.cidr().contains(ip)))
                    .toList();
        }
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<Cidr> blocks =
                Arbitraries.oneOf(
                        Arbitraries.integers()
                                .between(16, 28)
                                .map(length -> new Cidr(Ip.parse("10.0.0.0"), length)),
                        Arbitraries.just(Cidr.parse("2001:db8:0:4::/64")));
        return blocks.flatMap(
                block ->
                        Combinators.combine(
                                        places(block).list().ofMaxSize(60),
                                        smallBlocks(block, 4, 4).list().ofMaxSize(4),
                                        smallBlocks(block, 0, 5).list().ofMaxSize(4),
                                        smallBlocks(block, 0, 6).list().ofMaxSize(3))
                                .as(
                                        (used, prefixes, reserved, exclude) ->
                                                new World(
                                                        block,
                                                        used,
                                                        prefixes,
                                                        apart(reserved),
                                                        exclude)));
    }

    private static Arbitrary<Ip> places(Cidr block) {
        return Arbitraries.integers().between(0, 90).map(block.first()::plus);
    }

    /** Aligned blocks of 2 to the given powers, near the start of the subnet. */
    private static Arbitrary<Cidr> smallBlocks(Cidr block, int fewestBits, int mostBits) {
        int bits = block.family().bits();
        int most = Math.min(mostBits, bits - block.prefixLength());
        return Combinators.combine(
                        Arbitraries.integers().between(Math.min(fewestBits, most), most),
                        Arbitraries.integers().between(0, Math.min(200, lastPlace(block))))
                .as(
                        (hostBits, place) ->
                                new Cidr(
                                        block.first().plus(((long) place >> hostBits) << hostBits),
                                        bits - hostBits));
    }

    private static int lastPlace(Cidr block) {
        return block.size().min(BigInteger.valueOf(LOOKED_AT)).intValueExact() - 1;
    }

    /** Reservations never overlap. */
    private static List<CidrReservation> apart(List<Cidr> blocks) {
        List<Cidr> kept = new ArrayList<>();
        for (Cidr block : blocks) {
            if (kept.stream().noneMatch(block::overlaps)) {
                kept.add(block);
            }
        }
        return IntStream.range(0, kept.size())
                .mapToObj(
                        i ->
                                new CidrReservation(
                                        "scr-" + i, kept.get(i), CidrReservation.Type.EXPLICIT))
                .toList();
    }
}
