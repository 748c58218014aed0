package io.github.multusnodes.address;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;

@Label("for all subnets and all that is taken in them")
final class AddressPropertiesTest {

    private static final int LENGTHS = 7;

    @Property
    @Label("an address is read back from its text")
    void textIsRoundTrip(@ForAll("addresses") Ip ip) {
        assertThat(Ip.parse(ip.toString())).isEqualTo(ip);
    }

    @Property
    @Label("a block is read back from its text")
    void blockTextIsRoundTrip(@ForAll("subnets") Cidr cidr) {
        assertThat(Cidr.parse(cidr.toString())).isEqualTo(cidr);
    }

    @Property
    @Label("the pool holds what a plain set holds, in its order")
    void agreesWithASet(@ForAll("worlds") World world) {
        AddressPool pool = world.pool();
        List<Ip> expected = List.copyOf(world.bruteForce());

        assertThat(pool.size()).isEqualTo(BigInteger.valueOf(expected.size()));
        assertThat(pool.isEmpty()).isEqualTo(expected.isEmpty());
        assertThat(LongStream.range(0, expected.size()).mapToObj(pool::free).map(Optional::get))
                .isEqualTo(expected)
                .isSorted();
        assertThat(pool.free(expected.size())).isEmpty();
        assertThat(world.neighbourhood().stream().filter(pool::contains)).isEqualTo(expected);
    }

    @Property
    @Label("the ranges are sorted and neither overlap nor touch")
    void rangesAreMinimal(@ForAll("worlds") World world) {
        List<AddressRange> ranges = world.pool().ranges();
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i - 1).last().plus(1)).isLessThan(ranges.get(i).first());
        }
    }

    @Property
    @Label("narrowing to a block keeps just what lies in it")
    void narrowing(@ForAll("worlds") World world, @ForAll("subnets") Cidr block) {
        assertThat(addressesOf(world.pool().within(block)))
                .isEqualTo(world.bruteForce().stream().filter(block::contains).toList());
    }

    /** A subnet with addresses and blocks taken in it and around it. */
    record World(Cidr subnet, List<Ip> addresses, List<Cidr> blocks) {

        AddressPool pool() {
            return AddressPool.ofSubnet(subnet)
                    .without(blocks.toArray(Cidr[]::new))
                    .without(addresses);
        }

        TreeSet<Ip> bruteForce() {
            TreeSet<Ip> free = new TreeSet<>();
            Predicate<Ip> taken =
                    ip ->
                            addresses.contains(ip)
                                    || blocks.stream().anyMatch(block -> block.contains(ip));
            for (long i = 4; i < subnet.size().longValueExact() - 1; i++) {
                Ip ip = subnet.first().plus(i);
                if (!taken.test(ip)) {
                    free.add(ip);
                }
            }
            return free;
        }

        List<Ip> neighbourhood() {
            return LongStream.range(-2, subnet.size().longValueExact() + 2)
                    .mapToObj(subnet.first()::plus)
                    .toList();
        }
    }

    @Property
    void a_range_is_cut_into_blocks_that_follow_one_another(
            @ForAll("addresses") Ip one, @ForAll("addresses") Ip other) {
        Assume.that(one.family() == other.family());
        AddressRange range =
                one.compareTo(other) < 0
                        ? new AddressRange(one, other)
                        : new AddressRange(other, one);
        List<Cidr> blocks = range.cidrs();

        assertThat(blocks.getFirst().first()).isEqualTo(range.first());
        assertThat(blocks.getLast().last()).isEqualTo(range.last());
        for (int i = 1; i < blocks.size(); i++) {
            assertThat(blocks.get(i).first()).isEqualTo(blocks.get(i - 1).last().plus(1));
        }
        assertThat(blocks).hasSizeLessThanOrEqualTo(2 * one.family().bits());
    }

    @Property
    void a_block_is_cut_into_itself(@ForAll("subnets") Cidr block) {
        assertThat(block.range().cidrs()).containsExactly(block);
    }

    @Provide
    Arbitrary<Ip> addresses() {
        return Arbitraries.of(Family.class)
                .flatMap(
                        family ->
                                Arbitraries.bigIntegers()
                                        .between(
                                                BigInteger.ZERO,
                                                BigInteger.TWO
                                                        .pow(family.bits())
                                                        .subtract(BigInteger.ONE))
                                        .map(value -> new Ip(family, value)));
    }

    /** Small blocks close to each other, of both families, so that they often meet. */
    @Provide
    Arbitrary<Cidr> subnets() {
        return Combinators.combine(
                        Arbitraries.of("10.0.4.0", "2001:db8::"),
                        Arbitraries.integers().between(0, LENGTHS),
                        Arbitraries.integers().between(0, 255))
                .as(
                        (base, hostBits, offset) -> {
                            Ip start = Ip.parse(base);
                            return new Cidr(
                                    start.plus(((long) offset >> hostBits) << hostBits),
                                    start.family().bits() - hostBits);
                        });
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<Ip> near =
                Combinators.combine(subnets(), Arbitraries.integers().between(-3, 140))
                        .as((cidr, offset) -> cidr.first().plus(offset));
        return Combinators.combine(
                        subnets(), near.list().ofMaxSize(40), subnets().list().ofMaxSize(3))
                .as(World::new);
    }

    private static List<Ip> addressesOf(AddressPool pool) {
        return LongStream.range(0, pool.size().longValueExact())
                .mapToObj(pool::free)
                .map(Optional::get)
                .toList();
    }
}
