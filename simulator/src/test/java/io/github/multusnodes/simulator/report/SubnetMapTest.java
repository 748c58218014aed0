package io.github.multusnodes.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

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
            counted += subnet.count(use);
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

        assertThat(empty.rows()).extracting(SubnetMap.Row::again).containsExactly(0, 5, 0);
    }

    @Test
    void of_an_ipv6_subnet_the_lowest_addresses_are_shown() {
        SubnetMap ipv6 =
                new SubnetMap(
                        "net1",
                        "subnet-0a",
                        "us-east-1a",
                        Block.parse("2001:db8::/64"),
                        List.of(
                                Reports.mark("2001:db8::4", Use.NODE, "node 1"),
                                Reports.mark("2001:db8::8000:0:0:0/65", Use.PODS, "pods")));

        assertThat(ipv6.rows()).hasSize(1);
        assertThat(ipv6.rows().getFirst().uses()).hasSize(64);
        assertThat(ipv6.room()).isEqualTo("its lowest 64 addresses: 59 free");
        assertThat(ipv6.lowestFree(2)).containsExactly("2001:db8::5", "2001:db8::6");
        assertThat(ipv6.use(ipv6.block().upperHalf().first())).isEqualTo(Use.PODS);
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
