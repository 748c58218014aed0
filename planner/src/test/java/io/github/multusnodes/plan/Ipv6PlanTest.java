package io.github.multusnodes.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Vpc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plans for subnets of a simulated EC2 that have IPv6, with IPv4 or alone. */
class Ipv6PlanTest {

    private final World<VirtualTimeline> world = World.virtual(Scenario.plain());
    private final Ec2Client ec2 = world.clients().ec2("operator");
    private String vpc = "";
    private String net = "";

    @TempDir private Path folder;

    @BeforeEach
    void a_vpc_of_both_families() {
        Vpc made =
                ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
                        .vpc();
        vpc = made.vpcId();
        net = made.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock().replace("::/56", ":");
    }

    @Test
    void a_subnet_of_ipv6_alone_has_neither_map_nor_forecast_of_ipv4() throws IOException {
        String subnet = ipv6Only();
        ec2.createNetworkInterface(r -> r.subnetId(subnet).ipv6Addresses(address(net + ":5")));
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%1$s"],"ipv4":{"mode":"none"},
                          "ipv6":{"mode":"lowest-free","exclude":["%2$s8000::/65"]}}]
                        """
                                .formatted(subnet, net));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsOnlyOnce("  n3  us-west-2a  " + subnet)
                .contains(subnet + "  " + net + ":/64  (about 2^63 free)\n")
                .containsPattern(net + ": +xxxx\\+o\\+\\+\\.")
                .contains("n3 IPv6, lowest-free: %1$s:4, %1$s:6, %1$s:7\n".formatted(net))
                .contains("room for 100000 nodes or more\n")
                .doesNotContain("IPv4");
    }

    @Test
    void ipv6_prefixes_of_a_subnet_without_ipv4_may_run_out() throws IOException {
        String subnet = ipv6Only();
        ec2.createSubnetCidrReservation(
                r -> r.subnetId(subnet).cidr(net + "8000::/78").reservationType("prefix"));
        ec2.createNetworkInterface(r -> r.subnetId(subnet).ipv6Addresses(address(net + "8001::7")));
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%s"],"ipv4":{"mode":"none"},
                          "ipv6":{"mode":"lowest-free"},"podPrefixes":{"ipv6":1}}]
                        """
                                .formatted(subnet),
                        "--nodes=4",
                        "--instance-type=m5.xlarge");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "n3 IPv6 prefixes, 1 for each node from %1$s8000::/78: %1$s8000::/80, %1$s8002::/80, %1$s8003::/80\n"
                                .formatted(net))
                .contains("    3 whole /80 are free\n")
                .contains("room for 3 nodes; then the IPv6 prefixes of n3 are used up\n")
                .contains("room for 3 nodes, 4 wanted: no free /80 prefix for n3 (IPv6).")
                .contains("WARNING: Network 'n3': 1 of the /80 in [" + net + "8000::/78] of subnet")
                .doesNotContain("no free address");
    }

    @Test
    void prefixes_of_both_families_are_planned_beside_each_other() throws IOException {
        String subnet =
                ec2.createSubnet(
                                r ->
                                        r.vpcId(vpc)
                                                .cidrBlock("10.0.4.0/24")
                                                .ipv6CidrBlock(net + ":/64")
                                                .availabilityZone("us-west-2a"))
                        .subnet()
                        .subnetId();
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%1$s"],
                          "ipv4":{"exclude":["10.0.4.128/25"]},
                          "ipv6":{"mode":"lowest-free","exclude":["%2$s8000::/65"]},
                          "podPrefixes":{"ipv4":1,"ipv4Range":"10.0.4.128/25",
                                         "ipv6":2,"ipv6Range":"%2$s8000::/78"}}]
                        """
                                .formatted(subnet, net),
                        "--nodes=2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("from 10.0.4.128/25: 10.0.4.128/28, 10.0.4.144/28\n")
                .contains(
                        "n3 IPv6 prefixes, 2 for each node from %1$s8000::/78: %1$s8000::/80 and %1$s8001::/80, %1$s8002::/80 and %1$s8003::/80\n"
                                .formatted(net))
                .containsPattern(net + "8000:: +D{16} D{16} D{16} D{16}\n")
                .contains("(like this up to " + net + "8003:ffff:ffff:ffff)\n")
                .contains("room for 2 nodes; then the IPv6 prefixes of n3 are used up\n");
    }

    @Test
    void subnet_and_modes_that_do_not_go_together_stop_a_launch() throws IOException {
        String ipv6Only = ipv6Only();
        String ipv4Only =
                ec2.createSubnet(
                                r ->
                                        r.vpcId(vpc)
                                                .cidrBlock("10.0.4.0/24")
                                                .availabilityZone("us-west-2a"))
                        .subnet()
                        .subnetId();
        Run run =
                plan(
                        """
                        [{"name":"n3","deviceIndex":1,"subnets":["%s"]},
                         {"name":"n4","deviceIndex":2,"subnets":["%s"],"ipv4":{"mode":"none"},
                          "ipv6":{"mode":"lowest-free"}}]
                        """
                                .formatted(ipv6Only, ipv4Only));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "STOPS A LAUNCH: Network 'n3' needs an IPv4 address; subnet %s in us-west-2a has no IPv4 block. It is an IPv6-only subnet:"
                                .formatted(ipv6Only))
                .contains(
                        "STOPS A LAUNCH: Network 'n4' wants no IPv4 address (ipv4.mode is none); subnet %s in us-west-2a has the IPv4 block 10.0.4.0/24,"
                                .formatted(ipv4Only));
    }

    private String ipv6Only() {
        return ec2.createSubnet(
                        r ->
                                r.vpcId(vpc)
                                        .ipv6Native(true)
                                        .ipv6CidrBlock(net + ":/64")
                                        .availabilityZone("us-west-2a"))
                .subnet()
                .subnetId();
    }

    private Run plan(String networks, String... options) throws IOException {
        Path settings = folder.resolve("networks.json");
        Files.writeString(settings, networks);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--settings";
        arguments[1] = settings.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.live(world, arguments);
    }

    private static InstanceIpv6Address address(String text) {
        return InstanceIpv6Address.builder().ipv6Address(text).build();
    }
}
