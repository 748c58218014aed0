package io.github.multusnodes.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

class SubnetMapTest {

    private final SubnetMap subnet = Reports.subnet();

    @Test
    void the_strongest_mark_on_an_address_wins() {
        SubnetMap overlapping =
                new SubnetMap(
                        "net1",
                        "subnet-0a",
                        "us-east-1a",
                        Block.parse("10.0.16.0/24"),
                        List.of(
                                Reports.mark("10.0.16.200", Use.NODE, "node 1"),
                                Reports.mark("10.0.16.128/25", Use.PODS, "pods")));

        assertThat(overlapping.use(Block.parse("10.0.16.200").first())).isEqualTo(Use.NODE);
        assertThat(overlapping.use(Block.parse("10.0.16.201").first())).isEqualTo(Use.PODS);
    }

    @Test
    void ec2_keeps_the_first_four_addresses_and_the_last() {
        assertThat(subnet.count(Use.EC2)).isEqualTo(5);
        assertThat(subnet.use(subnet.block().first().plus(3))).isEqualTo(Use.EC2);
        assertThat(subnet.use(subnet.block().last())).isEqualTo(Use.EC2);
    }

    @Test
    void every_address_is_counted_once() {
        long counted = 0;
        for (Use use : Use.values()) {
            counted += subnet.count(use).longValueExact();
        }
        assertThat(counted).isEqualTo(256);
        assertThat(subnet.count(Use.PODS)).isEqualTo(127);
    }

    @Test
    void the_lowest_free_addresses_lie_behind_all_that_is_used() {
        assertThat(subnet.lowestFree(2)).containsExactly("10.0.16.11", "10.0.16.12");
    }

    @Test
    void there_are_no_more_free_addresses_than_free_addresses() {
        assertThat(subnet.lowestFree(1000)).hasSize(117).last().isEqualTo("10.0.16.127");
    }

    @Test
    void rows_that_look_the_same_are_folded() {
        SubnetMap empty =
                new SubnetMap(
                        "net1", "subnet-0a", "us-east-1a", Block.parse("10.0.16.0/23"), List.of());

        assertThat(empty.rows())
                .extracting(SubnetMap.Row::again)
                .containsExactly(BigInteger.ZERO, BigInteger.valueOf(5), BigInteger.ZERO);
    }

    @Test
    void of_an_ipv6_subnet_what_differs_is_shown_and_the_rest_told_by_where_it_ends() {
        SubnetMap ipv6 =
                ipv6(
                        Reports.mark("2001:db8::4", Use.NODE, "node 1"),
                        Reports.mark("2001:db8::4000:0:0:0/80", Use.PREFIX, "node 1"),
                        Reports.mark("2001:db8::8000:0:0:0/65", Use.PODS, "pods"));

        assertThat(ipv6.rows())
                .extracting(
                        row -> row.first().toString(),
                        row -> row.uses().getFirst(),
                        SubnetMap.Row::others)
                .containsExactly(
                        tuple("2001:db8::", Use.EC2, ""),
                        tuple(
                                "2001:db8::40",
                                Use.FREE,
                                "(like this up to 2001:db8::3fff:ffff:ffff:ffff)"),
                        tuple(
                                "2001:db8:0:0:4000::",
                                Use.PREFIX,
                                "(like this up to 2001:db8::4000:ffff:ffff:ffff)"),
                        tuple(
                                "2001:db8:0:0:4001::",
                                Use.FREE,
                                "(like this up to 2001:db8::7fff:ffff:ffff:ffff)"),
                        tuple(
                                "2001:db8:0:0:8000::",
                                Use.PODS,
                                "(like this up to 2001:db8::ffff:ffff:ffff:ffbf)"),
                        tuple("2001:db8::ffff:ffff:ffff:ffc0", Use.PODS, ""));
        assertThat(ipv6.rows()).allSatisfy(row -> assertThat(row.uses()).hasSize(64));
        assertThat(ipv6.room()).isEqualTo("about 2^63 free");
        assertThat(ipv6.lowestFree(2)).containsExactly("2001:db8::5", "2001:db8::6");
    }

    @Test
    void every_address_of_an_ipv6_subnet_is_counted_once() {
        SubnetMap ipv6 =
                ipv6(
                        Reports.mark("2001:db8::4", Use.NODE, "node 1"),
                        Reports.mark("2001:db8::7:0:0:0/80", Use.PREFIX, "node 1"));

        assertThat(
                        Stream.of(Use.values())
                                .map(ipv6::count)
                                .reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(ipv6.block().size());
        assertThat(ipv6.count(Use.PREFIX)).isEqualTo(BigInteger.ONE.shiftLeft(48));
    }

    @Test
    void a_pods_range_that_is_reserved_is_both() {
        SubnetMap reserved =
                new SubnetMap(
                        "net1",
                        "subnet-0a",
                        "us-east-1a",
                        Block.parse("10.0.16.0/26"),
                        List.of(
                                Reports.mark("10.0.16.16/28", Use.PODS, "pods"),
                                Reports.mark("10.0.16.24/29", Use.CIDR_RESERVATION, "reserved"),
                                Reports.mark("10.0.16.32/29", Use.CIDR_RESERVATION, "reserved"),
                                Reports.mark("10.0.16.25", Use.OTHER, "somebody")));

        assertThat(reserved.count(Use.PODS)).isEqualTo(8);
        assertThat(reserved.count(Use.RESERVED_PODS)).isEqualTo(7);
        assertThat(reserved.count(Use.CIDR_RESERVATION)).isEqualTo(8);
        assertThat(reserved.count(Use.OTHER)).isEqualTo(1);
    }

    private static SubnetMap ipv6(SubnetMap.Mark... marks) {
        return new SubnetMap(
                "net1", "subnet-0a", "us-east-1a", Block.parse("2001:db8::/64"), List.of(marks));
    }

    @Test
    void a_small_subnet_is_one_short_row() {
        SubnetMap small =
                new SubnetMap(
                        "net1", "subnet-0a", "us-east-1a", Block.parse("10.0.16.0/28"), List.of());

        assertThat(small.rows()).hasSize(1);
        assertThat(small.rows().getFirst().uses()).hasSize(16);
    }
}
