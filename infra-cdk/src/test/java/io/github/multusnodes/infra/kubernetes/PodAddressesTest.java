package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

class PodAddressesTest {

    private static final Cidr SUBNET = Cidr.parse("10.0.4.0/24");

    /** An address goes to a pod exactly if it is of a range and EC2 does not keep it. */
    @Property
    void pods_get_every_address_of_their_ranges_and_no_other(@ForAll("ranges") List<Cidr> ranges) {
        PodAddresses pods = new PodAddresses(SUBNET, ranges);

        for (Ip ip = SUBNET.first(); SUBNET.contains(ip); ip = ip.plus(1)) {
            Ip its = ip;
            boolean wanted =
                    ranges.stream().anyMatch(range -> range.contains(its))
                            && !ip.equals(SUBNET.last());
            assertThat(given(pods, ip)).as("%s of %s", ip, ranges).isEqualTo(wanted);
        }
    }

    @Property
    void exclusions_are_as_few_as_can_be(@ForAll("ranges") List<Cidr> ranges) {
        List<Cidr> exclusions = new PodAddresses(SUBNET, ranges).exclusions();

        for (int i = 1; i < exclusions.size(); i++) {
            Cidr one = exclusions.get(i - 1);
            Cidr next = exclusions.get(i);
            boolean joinable =
                    one.prefixLength() == next.prefixLength()
                            && one.last().plus(1).equals(next.first())
                            && one.first().value().testBit(32 - one.prefixLength())
                                    != next.first().value().testBit(32 - one.prefixLength())
                            && !one.first().value().testBit(32 - one.prefixLength());
            assertThat(joinable).as("%s and %s", one, next).isFalse();
        }
    }

    @Example
    void a_gap_of_any_form_is_left_out() {
        PodAddresses pods =
                new PodAddresses(
                        SUBNET, List.of(Cidr.parse("10.0.4.128/26"), Cidr.parse("10.0.4.20/30")));

        assertThat(pods.first()).hasToString("10.0.4.20");
        assertThat(pods.last()).hasToString("10.0.4.191");
        assertThat(pods.exclusions())
                .extracting(Cidr::toString)
                .containsExactly("10.0.4.24/29", "10.0.4.32/27", "10.0.4.64/26");
    }

    @Example
    void the_last_address_of_the_subnet_is_nobodys() {
        PodAddresses ipv6 =
                new PodAddresses(
                        Cidr.parse("2001:db8::/64"), List.of(Cidr.parse("2001:db8:0:0:8000::/65")));

        assertThat(new PodAddresses(SUBNET, List.of(Cidr.parse("10.0.4.128/25"))).last())
                .hasToString("10.0.4.254");
        assertThat(ipv6.last()).hasToString("2001:db8::ffff:ffff:ffff:fffe");
    }

    @Example
    void the_router_is_at_the_second_address_of_IPv4_only() {
        assertThat(PodAddresses.gateway(SUBNET)).hasToString("10.0.4.1");
        assertThatThrownBy(() -> PodAddresses.gateway(Cidr.parse("2001:db8::/64")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As whereabouts decides it. */
    private static boolean given(PodAddresses pods, Ip ip) {
        return pods.first().compareTo(ip) <= 0
                && ip.compareTo(pods.last()) <= 0
                && pods.exclusions().stream().noneMatch(its -> its.contains(ip));
    }

    @Provide
    Arbitrary<List<Cidr>> ranges() {
        Arbitrary<Cidr> range =
                Arbitraries.integers()
                        .between(25, 31)
                        .flatMap(
                                length ->
                                        Arbitraries.integers()
                                                .between(0, (1 << (length - 24)) - 1)
                                                .map(
                                                        n ->
                                                                new Cidr(
                                                                        SUBNET.first()
                                                                                .plus(
                                                                                        (long) n
                                                                                                << (32
                                                                                                        - length)),
                                                                        length)));
        return range.list().ofMinSize(1).ofMaxSize(5).map(PodAddressesTest::disjoint);
    }

    private static List<Cidr> disjoint(List<Cidr> ranges) {
        List<Cidr> kept = new ArrayList<>();
        ranges.stream()
                .filter(range -> kept.stream().noneMatch(range::overlaps))
                .forEach(kept::add);
        return kept;
    }
}
