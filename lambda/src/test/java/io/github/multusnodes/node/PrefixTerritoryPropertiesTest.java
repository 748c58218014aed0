package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

@Label("for all subnets, whoever holds what in them, prefixes")
class PrefixTerritoryPropertiesTest {

    @Property
    @Label("are aligned, whole, inside the range, free, and the lowest ones first")
    void lowest(@ForAll("worlds") World world) {
        List<Cidr> expected = world.free();

        assertThat(world.territory().size()).isEqualTo(BigInteger.valueOf(expected.size()));
        assertThat(world.territory().prefixes(BigInteger.ZERO, expected.size() + 1))
                .isEqualTo(expected);
    }

    @Property
    @Label("of k ranks differ, and together are the lowest ones that are free")
    void ranks(
            @ForAll("worlds") World world,
            @ForAll @IntRange(min = 1, max = 8) int nodes,
            @ForAll @IntRange(min = 1, max = 4) int each) {
        List<Cidr> taken = new ArrayList<>();
        for (int rank = 0; rank < nodes; rank++) {
            BigInteger ahead = BigInteger.valueOf((long) rank * each);
            taken.addAll(world.territory().prefixes(ahead, each));
        }

        List<Cidr> free = world.free();
        assertThat(taken)
                .doesNotHaveDuplicates()
                .isEqualTo(free.subList(0, Math.min(nodes * each, free.size())));
    }

    /**
     * @param ranges named by the network
     * @param reserved an explicit reservation
     */
    record World(Cidr block, List<Cidr> ranges, List<Ip> used, List<Cidr> held, Cidr reserved) {

        PrefixTerritory territory() {
            Family family = block.family();
            boolean v4 = family == Family.IPV4;
            Network network =
                    new Network(
                            "n1",
                            new Slot(0, 1),
                            List.of("subnet-a"),
                            List.of(),
                            new AddressMode.Auto(List.of()),
                            new AddressMode.None(),
                            new PodPrefixes(v4 ? 1 : 0, v4 ? 0 : 1, ranges),
                            true,
                            Map.of());
            return PrefixTerritory.of(
                            network,
                            family,
                            new Subnet("subnet-a", "us-west-2a", Map.of(family, block)),
                            List.of(
                                    new CidrReservation(
                                            "scr-0", reserved, CidrReservation.Type.EXPLICIT)))
                    .without(used, held);
        }

        /** By brute force, in the order of the ranges. */
        List<Cidr> free() {
            return ranges.stream()
                    .flatMap(range -> blocksOf(range).stream())
                    .filter(prefix -> block.contains(prefix))
                    .filter(prefix -> !prefix.first().equals(block.first()))
                    .filter(prefix -> !prefix.last().equals(block.last()))
                    .filter(prefix -> used.stream().noneMatch(prefix::contains))
                    .filter(prefix -> held.stream().noneMatch(prefix::overlaps))
                    .filter(this::isUnreserved)
                    .toList();
        }

        private boolean isUnreserved(Cidr prefix) {
            boolean meant =
                    ranges.stream()
                            .anyMatch(range -> range.contains(prefix) && reserved.contains(range));
            return meant || !reserved.overlaps(prefix);
        }
    }

    @Provide
    Arbitrary<World> worlds() {
        return Arbitraries.of(
                        Cidr.parse("10.0.0.0/24"),
                        Cidr.parse("10.0.0.0/22"),
                        Cidr.parse("10.0.0.0/28"),
                        Cidr.parse("2001:db8:0:4::/64"))
                .flatMap(
                        block ->
                                Combinators.combine(
                                                blocks(block, 4).list().ofMaxSize(3),
                                                places(block).list().ofMaxSize(12),
                                                blocks(block, 0).list().ofMaxSize(3),
                                                blocks(block, 3))
                                        .as(
                                                (ranges, used, held, reserved) ->
                                                        new World(
                                                                block,
                                                                apart(ranges),
                                                                used,
                                                                held,
                                                                reserved)));
    }

    /** Blocks of one prefix and up to 2 to the given power of them, near the subnet's start. */
    private static Arbitrary<Cidr> blocks(Cidr block, int mostBits) {
        int length = PodPrefixes.length(block.family());
        int hostBits = block.family().bits() - length;
        return Combinators.combine(
                        Arbitraries.integers().between(0, mostBits),
                        Arbitraries.integers().between(0, 63))
                .as(
                        (bits, place) ->
                                new Cidr(
                                        block.first()
                                                .plus(
                                                        BigInteger.valueOf(
                                                                        ((long) place >> bits)
                                                                                << bits)
                                                                .shiftLeft(hostBits)),
                                        length - bits));
    }

    private static Arbitrary<Ip> places(Cidr block) {
        int hostBits = block.family().bits() - PodPrefixes.length(block.family());
        return Combinators.combine(
                        Arbitraries.integers().between(0, 63),
                        Arbitraries.integers().between(0, 15))
                .as(
                        (prefix, place) ->
                                block.first()
                                        .plus(BigInteger.valueOf(prefix).shiftLeft(hostBits))
                                        .plus(place));
    }

    private static List<Cidr> blocksOf(Cidr range) {
        int length = PodPrefixes.length(range.family());
        int hostBits = range.family().bits() - length;
        return IntStream.range(0, 1 << (length - range.prefixLength()))
                .mapToObj(
                        n ->
                                new Cidr(
                                        range.first()
                                                .plus(BigInteger.valueOf(n).shiftLeft(hostBits)),
                                        length))
                .toList();
    }

    private static List<Cidr> apart(List<Cidr> blocks) {
        List<Cidr> kept = new ArrayList<>();
        for (Cidr block : blocks) {
            if (kept.stream().noneMatch(block::overlaps)) {
                kept.add(block);
            }
        }
        return kept;
    }
}
