package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.report.Block;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class DemoPlanTest {

    @Property(tries = 200)
    void subnets_never_overlap_and_lie_in_the_vpc(
            @ForAll @IntRange(max = 200) int nodes,
            @ForAll @IntRange(min = 1, max = 4) int zones,
            @ForAll @IntRange(min = 1, max = 7) int networks) {
        DemoPlan plan = new DemoPlan(nodes, zones, networks);
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
        DemoPlan plan = new DemoPlan(nodes, zones, 1);
        Block subnet = plan.subnet(0, 0);
        long taken = 4 + plan.reservation(subnet).size() + 1;

        assertThat(plan.pods(subnet).first() - subnet.first() - taken)
                .isGreaterThanOrEqualTo(nodes / zones + 1);
    }

    @Test
    void a_type_has_an_interface_for_each_network_and_one_for_the_node() {
        assertThat(new DemoPlan(3, 2, 3).instanceType()).isEqualTo("m5.xlarge");
        assertThat(new DemoPlan(3, 2, 4).instanceType()).isEqualTo("m5.4xlarge");
    }

    @Test
    void the_networks_setting_has_a_subnet_and_a_pod_range_for_each_zone() {
        DemoPlan plan = new DemoPlan(3, 2, 1);

        assertThat(plan.networksJson((network, zone) -> "subnet-" + network + zone, "sg-1"))
                .isEqualTo(
                        """
                        [{"name":"net1","deviceIndex":1,"subnets":["subnet-00","subnet-01"],\
                        "securityGroups":["sg-1"],"ipv4":{"mode":"lowest-free",\
                        "exclude":["10.0.16.128/25","10.0.18.128/25"]},\
                        "sourceDestCheck":false,"tags":{"demo":"net1"}}]\
                        """);
    }
}
