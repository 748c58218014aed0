package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.time.Timeline;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;
import software.amazon.awssdk.services.ec2.model.Vpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Sets up what a run needs, through the AWS SDK. */
final class DemoWorld {

    private final Ec2Client ec2;
    private final Timeline time;
    private final DemoPlan plan;
    private final Map<Block, String> reservationIds = new ConcurrentHashMap<>();

    DemoWorld(Clients clients, Timeline time, DemoPlan plan) {
        this.time = time;
        this.ec2 = clients.ec2();
        this.plan = plan;
    }

    /** Everything but the group. */
    Demo setUp() {
        Vpc made =
                ec2.createVpc(
                                r ->
                                        r.cidrBlock(DemoPlan.VPC)
                                                .amazonProvidedIpv6CidrBlock(
                                                        plan.addressing().hasIpv6()))
                        .vpc();
        String vpc = made.vpcId();
        String group =
                ec2.createSecurityGroup(
                                r ->
                                        r.vpcId(vpc)
                                                .groupName(DemoPlan.GROUP)
                                                .description("Multus interfaces of the demo"))
                        .groupId();
        List<Demo.Subnet> subnets = time.together(subnets(made));
        return new Demo(plan, vpc, group, launchTemplate(), subnets, reservationIds);
    }

    /** All subnets, the nodes' own among them; many calls, so side by side. */
    private List<Callable<Demo.Subnet>> subnets(Vpc vpc) {
        List<Callable<Demo.Subnet>> all = new ArrayList<>();
        for (int zone = 0; zone < plan.zones(); zone++) {
            int its = zone;
            all.add(() -> subnet(vpc, Demo.NODES, its, List.of(plan.nodeSubnet(its))));
        }
        for (int network = 0; network < plan.networks(); network++) {
            for (int zone = 0; zone < plan.zones(); zone++) {
                int itsNetwork = network;
                int itsZone = zone;
                all.add(() -> occupied(vpc, itsNetwork, itsZone));
            }
        }
        return all;
    }

    private Demo.Subnet subnet(Vpc vpc, int network, int zone, List<Block> blocks) {
        String name = plan.zoneNames().get(zone);
        Optional<String> ipv4 = text(blocks, false);
        String id =
                ec2.createSubnet(
                                r ->
                                        r.vpcId(vpc.vpcId())
                                                .availabilityZone(name)
                                                .cidrBlock(ipv4.orElse(null))
                                                .ipv6CidrBlock(text(blocks, true).orElse(null))
                                                .ipv6Native(ipv4.isEmpty()))
                        .subnet()
                        .subnetId();
        return new Demo.Subnet(id, network, name, blocks);
    }

    private static Optional<String> text(List<Block> blocks, boolean v6) {
        return blocks.stream().filter(block -> block.v6() == v6).map(Block::toString).findFirst();
    }

    private Demo.Subnet occupied(Vpc vpc, int network, int zone) {
        Stream<Block> ipv4 =
                Stream.of(plan.subnet(network, zone)).filter(_ -> plan.addressing().hasIpv4());
        Stream<Block> ipv6 =
                vpc.ipv6CidrBlockAssociationSet().stream()
                        .map(its -> Block.parse(its.ipv6CidrBlock()))
                        .map(block -> plan.ipv6Subnet(block, network, zone));
        Demo.Subnet subnet = subnet(vpc, network, zone, Stream.concat(ipv4, ipv6).toList());
        for (Block block : subnet.blocks()) {
            for (Block its : plan.reservations(subnet, block)) {
                reserve(subnet, its, SubnetCidrReservationType.EXPLICIT, "Kept from EC2's choice");
            }
            for (Block its : plan.prefixReservations(subnet, block)) {
                reserve(subnet, its, SubnetCidrReservationType.PREFIX, "For prefixes of pods");
            }
        }
        if (plan.hasForeignInterface(network, zone)) {
            ec2.createNetworkInterface(
                    r ->
                            r.subnetId(subnet.id())
                                    .privateIpAddress(
                                            subnet.block(false)
                                                    .map(plan::foreignAddress)
                                                    .findFirst()
                                                    .orElse(null))
                                    .ipv6Addresses(
                                            subnet.block(true)
                                                    .map(plan::foreignAddress)
                                                    .map(DemoWorld::ipv6)
                                                    .toList())
                                    .description("Somebody else's interface"));
        }
        return subnet;
    }

    private void reserve(
            Demo.Subnet subnet, Block block, SubnetCidrReservationType type, String description) {
        String id =
                ec2.createSubnetCidrReservation(
                                r ->
                                        r.subnetId(subnet.id())
                                                .cidr(block.toString())
                                                .reservationType(type)
                                                .description(description))
                        .subnetCidrReservation()
                        .subnetCidrReservationId();
        reservationIds.put(block, id);
    }

    private static InstanceIpv6Address ipv6(String address) {
        return InstanceIpv6Address.builder().ipv6Address(address).build();
    }

    private String launchTemplate() {
        return ec2.createLaunchTemplate(
                        r ->
                                r.launchTemplateName(DemoPlan.GROUP)
                                        .launchTemplateData(
                                                d ->
                                                        d.imageId("ami-0123456789abcdef0")
                                                                .instanceType(plan.instanceType())))
                .launchTemplate()
                .launchTemplateId();
    }
}
