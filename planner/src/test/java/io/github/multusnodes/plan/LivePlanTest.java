package io.github.multusnodes.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.ec2.Ec2Client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plans from what a simulated EC2 shows. */
class LivePlanTest {

    private final World<VirtualTimeline> world = World.virtual(Scenario.plain());
    private final Ec2Client ec2 = world.clients().ec2("operator");
    private String subnet = "";

    @TempDir private Path folder;

    @BeforeEach
    void a_subnet_with_a_reservation_and_one_foreign_interface() {
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        subnet =
                ec2.createSubnet(
                                r ->
                                        r.vpcId(vpc)
                                                .cidrBlock("10.0.4.0/26")
                                                .availabilityZone("us-west-2a"))
                        .subnet()
                        .subnetId();
        ec2.createSubnetCidrReservation(
                r -> r.subnetId(subnet).cidr("10.0.4.8/30").reservationType("explicit"));
        ec2.createNetworkInterface(r -> r.subnetId(subnet).privateIpAddress("10.0.4.5"));
        world.calls().clear();
    }

    @Test
    void a_plan_is_a_map_the_next_addresses_and_the_room() throws IOException {
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%s"],
                          "ipv4":{"exclude":["10.0.4.32/27"]}}]
                        """);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        Node group unnamed: what the next 3 nodes of each zone would get. Nothing is changed.

                          n3  us-west-2a  %s  10.0.4.0/26  (20 free)
                          10.0.4.0     xxxx+o++rrrr.... ................ pppppppppppppppp pppppppppppppppx
                          n3 IPv4, lowest-free: 10.0.4.4, 10.0.4.6, 10.0.4.7
                            3 free addresses below the CIDR reservation 10.0.4.8/30
                          room for 23 nodes; then the IPv4 addresses of n3 are used up

                          + next node   o other interface   x reserved by EC2   r CIDR reservation   p pod range   . free

                        OK: 3 more nodes fit in each zone.
                        """
                                .formatted(subnet));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_plan_reads_and_changes_nothing() throws IOException {
        plan("[{\"name\":\"n3\",\"deviceIndex\":1,\"subnets\":[\"%s\"]}]");

        assertThat(world.calls().changing()).isEmpty();
        assertThat(world.calls().all())
                .extracting(recorded -> recorded.call().action())
                .containsExactly(
                        "DescribeSubnets",
                        "GetSubnetCidrReservations",
                        "DescribeNetworkInterfaces");
    }

    @Test
    void nodes_that_do_not_fit_a_reservation_stop_a_launch() throws IOException {
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%s"],
                          "ipv4":{"mode":"reservation","reservation":"10.0.4.8/30"}}]
                        """,
                        "--nodes", "5");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(": 10.0.4.8, 10.0.4.9, 10.0.4.10, 10.0.4.11\n")
                .contains(
                        "STOPS A LAUNCH: Subnet %s in us-west-2a has room for 4 nodes, 5 wanted: no free address for n3 (IPv4)."
                                .formatted(subnet));
    }

    @Test
    void networks_that_share_a_subnet_take_turns() throws IOException {
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%1$s"]},
                         {"name":"n4","deviceIndex":2,"subnets":["%1$s"],
                          "ipv4":{"exclude":["10.0.4.32/27"]}}]
                        """,
                        "--nodes", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("n3 IPv4, lowest-free: 10.0.4.4, 10.0.4.7\n")
                .contains("n4 IPv4, lowest-free: 10.0.4.6, 10.0.4.12\n")
                .contains("WARNING: Networks 'n3', 'n4' share subnet " + subnet)
                .contains(
                        "WARNING: Network 'n3' may take addresses of 10.0.4.32/27, which network"
                                + " 'n4' in the same subnet keeps for pods.");
    }

    @Test
    void warns_of_pods_ranges_that_are_not_safe() throws IOException {
        ec2.createNetworkInterface(r -> r.subnetId(subnet).privateIpAddress("10.0.4.40"));
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%s"],
                          "ipv4":{"mode":"auto",
                                  "exclude":["10.0.4.8/30","10.0.4.32/27","10.0.9.0/24"]}}]
                        """);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("n3 IPv4, auto: EC2 chooses\n")
                .contains(
                        "WARNING: Network 'n3': the pods' range 10.0.9.0/24 lies outside of its"
                                + " subnets")
                .contains(
                        "WARNING: Network 'n3': EC2 may choose addresses of the pods' range"
                                + " 10.0.4.32/27,")
                .doesNotContain("pods' range 10.0.4.8/30")
                .containsPattern(
                        "1 interface\\(s\\) sit in the pods' range .*: eni-\\w+ at 10.0.4.40\\.");
    }

    @Test
    void a_zone_without_a_subnet_stops_a_launch() throws IOException {
        Run run =
                plan(
                        "[{\"name\":\"n3\",\"deviceIndex\":1,\"subnets\":[\"%s\"]}]",
                        "--zone", "us-west-2b");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("STOPS A LAUNCH: Network 'n3' has no subnet in us-west-2b, the zone of");
    }

    @Test
    void prefixes_are_planned_beside_addresses_and_may_run_out_first() throws IOException {
        ec2.createNetworkInterface(r -> r.subnetId(subnet).privateIpAddress("10.0.4.36"));
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%s"],
                          "podPrefixes":{"ipv4":1,"ipv4Range":"10.0.4.16/28"}}]
                        """,
                        "--nodes", "2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("  10.0.4.0     xxxx+o..rrrr.... DDDDDDDDDDDDDDDD ....o...........")
                .contains("n3 IPv4, lowest-free: 10.0.4.4\n")
                .contains("n3 IPv4 prefixes, 1 for each node from 10.0.4.16/28: 10.0.4.16/28\n")
                .contains("room for 1 node; then the IPv4 prefixes of n3 are used up\n")
                .contains("room for 1 node, 2 wanted: no free /28 prefix for n3 (IPv4).");
    }

    @Test
    void prefixes_come_from_the_reservation_and_their_territory_is_no_ones_else()
            throws IOException {
        ec2.createNetworkInterface(r -> r.subnetId(subnet).privateIpAddress("10.0.4.36"));
        ec2.createSubnetCidrReservation(
                r -> r.subnetId(subnet).cidr("10.0.4.16/28").reservationType("prefix"));
        ec2.createSubnetCidrReservation(
                r -> r.subnetId(subnet).cidr("10.0.4.32/28").reservationType("prefix"));
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%1$s"],"podPrefixes":{"ipv4":1}},
                         {"name":"n4","deviceIndex":2,"subnets":["%1$s"],"podPrefixes":{"ipv4":1}}]
                        """,
                        "--nodes", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("PPPPPPPPPPPPPPPP PPPPoPPPPPPPPPPP")
                .contains("room for 0 nodes; then the IPv4 prefixes of n4 are used up\n")
                .contains(
                        "WARNING: Network 'n3': 1 of the /28 in [10.0.4.16/28, 10.0.4.32/28] of"
                                + " subnet "
                                + subnet
                                + " cannot be delegated");
    }

    @Test
    void networks_of_a_node_take_neighbouring_prefixes() throws IOException {
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%1$s"],
                          "podPrefixes":{"ipv4":1,"ipv4Range":"10.0.4.16/28"}},
                         {"name":"n4","deviceIndex":2,"subnets":["%1$s"],
                          "podPrefixes":{"ipv4":1,"ipv4Range":["10.0.4.16/28","10.0.4.32/28"]}}]
                        """,
                        "--nodes", "1");

        assertThat(run.out())
                .contains("n3 IPv4 prefixes, 1 for each node from 10.0.4.16/28: 10.0.4.16/28\n")
                .contains("from 10.0.4.16/28, 10.0.4.32/28: 10.0.4.32/28\n")
                .contains("room for 1 node; then the IPv4 prefixes of n3 are used up\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void prefixes_without_a_range_stop_a_launch() throws IOException {
        Run run =
                plan(
                        "[{\"name\":\"n3\",\"deviceIndex\":1,\"subnets\":[\"%s\"],"
                                + "\"podPrefixes\":{\"ipv4\":1}}]");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("STOPS A LAUNCH: Network 'n3' delegates 1 IPv4 prefixes")
                .contains("has no CIDR reservation of type prefix to take them from");
    }

    @Test
    void each_instance_type_that_is_too_small_stops_a_launch() throws IOException {
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%1$s"]},
                         {"name":"n4","deviceIndex":2,"subnets":["%1$s"],
                          "podPrefixes":{"ipv4":2,"ipv4Range":"10.0.4.32/27"}}]
                        """,
                        "--nodes=1", "--instance-type=t3.nano", "--instance-type=m5.xlarge");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "Instance type m5.xlarge: interfaces 4 on card 0; on each 15 IPv4 and 15"
                                + " IPv6 places")
                .contains(
                        "STOPS A LAUNCH: Network 'n4' needs 3 places for IPv4 on its interface (1"
                                + " of its own, 2 for prefixes); type t3.nano has 2 on each.")
                .contains("STOPS A LAUNCH: Network 'n4' needs 3 places for IPv4 on its interface")
                .doesNotContain("type m5.xlarge has", "its type m5.xlarge takes");
    }

    @Test
    void an_instance_type_with_too_few_interfaces_stops_a_launch() throws IOException {
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%1$s"]},
                         {"name":"n4","deviceIndex":2,"subnets":["%1$s"]}]
                        """,
                        "--instance-type=t3.nano");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "STOPS A LAUNCH: Instance (new) needs 3 interfaces on network card 0"
                                + " (device indexes 0, 1, 2, what sits there already included);"
                                + " its type t3.nano takes 2. Use a larger type, or fewer"
                                + " networks.");
    }

    @Test
    void an_instance_type_that_does_not_exist_is_bad_input() throws IOException {
        Run run =
                plan(
                        "[{\"name\":\"n3\",\"deviceIndex\":1,\"subnets\":[\"%s\"]}]",
                        "--instance-type=m5.tiny");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("plan: EC2 cannot be read: ").contains("m5.tiny");
    }

    private Run plan(String networks, String... options) throws IOException {
        Path settings = folder.resolve("networks.json");
        Files.writeString(settings, networks.formatted(subnet));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--settings";
        arguments[1] = settings.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.live(world, arguments);
    }
}
