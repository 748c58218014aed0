package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.report.Block;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class DemoPlanTest {

    @Property(tries = 200)
    void subnets_never_overlap_and_lie_in_the_vpc(
            @ForAll @IntRange(max = 200) int nodes,
            @ForAll @IntRange(min = 1, max = 4) int zones,
            @ForAll @IntRange(min = 1, max = 7) int networks) {
        DemoPlan plan = new DemoPlan(nodes, zones, networks, Addressing.LOWEST_FREE);
        List<Block> blocks = new ArrayList<>();
        for (int zone = 0; zone < zones; zone++) {
            blocks.add(plan.nodeSubnet(zone));
            for (int network = 0; network < networks; network++) {
                blocks.add(plan.subnet(network, zone));
            }
        }
        Block vpc = Block.parse(DemoPlan.VPC);
        for (int at = 0; at < blocks.size(); at++) {
            assertThat(vpc.contains(blocks.get(at).last())).isTrue();
            for (int other = 0; other < at; other++) {
                assertThat(blocks.get(other).contains(blocks.get(at).first())).isFalse();
            }
        }
    }

    @Property(tries = 200)
    void below_the_pods_there_is_room_for_the_nodes_of_a_zone(
            @ForAll @IntRange(max = 200) int nodes, @ForAll @IntRange(min = 1, max = 4) int zones) {
        DemoPlan plan = new DemoPlan(nodes, zones, 1, Addressing.LOWEST_FREE);
        Block subnet = plan.subnet(0, 0);
        BigInteger below = plan.pods(subnet).first().value().subtract(subnet.first().value());
        int taken = 4 + 4 + 1;

        assertThat(below.intValueExact() - taken).isGreaterThanOrEqualTo(nodes / zones + 1);
    }

    @Test
    void a_type_has_an_interface_for_each_network_and_one_for_the_node() {
        assertThat(new DemoPlan(3, 2, 3, Addressing.LOWEST_FREE).instanceType())
                .isEqualTo("m5.xlarge");
        assertThat(new DemoPlan(3, 2, 4, Addressing.LOWEST_FREE).instanceType())
                .isEqualTo("m5.4xlarge");
    }

    @Test
    void the_64s_of_networks_and_zones_lie_side_by_side_in_the_vpcs_56() {
        DemoPlan plan = new DemoPlan(3, 2, 2, Addressing.DUAL_STACK);
        Block vpc = Block.parse("2600:1f14:0:100::/56");

        assertThat(plan.ipv6Subnet(vpc, 0, 0)).hasToString("2600:1f14:0:108::/64");
        assertThat(plan.ipv6Subnet(vpc, 0, 1)).hasToString("2600:1f14:0:109::/64");
        assertThat(plan.ipv6Subnet(vpc, 1, 0)).hasToString("2600:1f14:0:110::/64");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOWEST_FREE|\"ipv4\":{\"mode\":\"lowest-free\",\"exclude\":[\"10.0.16.128/25\","
                        + "\"10.0.18.128/25\"]},\"source",
                "RESERVATION|\"ipv4\":{\"mode\":\"reservation\",\"reservation\":[\"named"
                    + " 10.0.16.32/27\",\"named 10.0.18.64/31\",\"named 10.0.18.32/27\"]},\"source",
                "AUTO|\"ipv4\":{\"mode\":\"auto\",\"exclude\":[\"10.0.16.128/25\","
                        + "\"10.0.18.128/25\"]},\"source",
                "IPV6_RESERVATION|\"ipv6\":{\"mode\":\"reservation\",\"reservation\":"
                        + "[\"named 2600:1f14:0:108::20/123\",\"named 2600:1f14:0:109::40/127\","
                        + "\"named 2600:1f14:0:109::20/123\"]},\"source",
                "IPV6_AUTO|\"ipv6\":{\"mode\":\"auto\",\"exclude\":"
                        + "[\"2600:1f14:0:108:8000::/65\",\"2600:1f14:0:109:8000::/65\"]},\"source",
                "POD_PREFIXES|\"podPrefixes\":{\"ipv4\":2,\"ipv4Range\":[\"10.0.18.128/25\"]},"
                        + "\"source",
                "DUAL_STACK|\"ipv6\":{\"mode\":\"lowest-free\",\"exclude\":"
                        + "[\"2600:1f14:0:108:8000::/65\",\"2600:1f14:0:109:8000::/65\"]},\"source",
                "IPV6_ONLY|\"ipv4\":{\"mode\":\"none\"},\"ipv6\":{\"mode\":\"lowest-free\",\"exclude\":"
                    + "[\"2600:1f14:0:108:8000::/65\",\"2600:1f14:0:109:8000::/65\"]},\"source"
            })
    void each_addressing_has_its_own_setting(Addressing addressing, String part) {
        DemoPlan plan = new DemoPlan(3, 2, 1, addressing);

        assertThat(
                        plan.networksJson(
                                (_, zone) -> subnet(plan, zone), "sg-1", block -> "named " + block))
                .contains(part);
    }

    @Test
    void the_networks_setting_has_a_subnet_and_a_pod_range_for_each_zone() {
        DemoPlan plan = new DemoPlan(3, 2, 1, Addressing.LOWEST_FREE);

        assertThat(
                        plan.networksJson(
                                (_, zone) -> subnet(plan, zone), "sg-1", block -> "named " + block))
                .isEqualTo(
                        """
                        [{"name":"net1","deviceIndex":1,"subnets":["subnet-00","subnet-01"],\
                        "securityGroups":["sg-1"],"ipv4":{"mode":"lowest-free",\
                        "exclude":["10.0.16.128/25","10.0.18.128/25"]},\
                        "sourceDestCheck":false,"tags":{"demo":"net1"}}]\
                        """);
    }

    private static Demo.Subnet subnet(DemoPlan plan, int zone) {
        Block vpc = Block.parse("2600:1f14:0:100::/56");
        Stream<Block> ipv4 =
                Stream.of(plan.subnet(0, zone)).filter(_ -> plan.addressing().hasIpv4());
        Stream<Block> ipv6 =
                Stream.of(plan.ipv6Subnet(vpc, 0, zone)).filter(_ -> plan.addressing().hasIpv6());
        return new Demo.Subnet("subnet-0" + zone, 0, "z", Stream.concat(ipv4, ipv6).toList());
    }
}
