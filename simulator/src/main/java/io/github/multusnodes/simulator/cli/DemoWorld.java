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
                                                        plan.addressing().dualStack()))
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
            all.add(() -> subnet(vpc, Demo.NODES, its, plan.nodeSubnet(its), Optional.empty()));
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

    private Demo.Subnet subnet(Vpc vpc, int network, int zone, Block block, Optional<Block> ipv6) {
        String name = plan.zoneNames().get(zone);
        String id =
                ec2.createSubnet(
                                r ->
                                        r.vpcId(vpc.vpcId())
                                                .availabilityZone(name)
                                                .cidrBlock(block.toString())
                                                .ipv6CidrBlock(
                                                        ipv6.map(Block::toString).orElse(null)))
                        .subnet()
                        .subnetId();
        return new Demo.Subnet(id, network, name, block, ipv6);
    }

    private Demo.Subnet occupied(Vpc vpc, int network, int zone) {
        Optional<Block> ipv6 =
                vpc.ipv6CidrBlockAssociationSet().stream()
                        .findFirst()
                        .map(its -> Block.parse(its.ipv6CidrBlock()))
                        .map(block -> plan.ipv6Subnet(block, network, zone));
        Demo.Subnet subnet = subnet(vpc, network, zone, plan.subnet(network, zone), ipv6);
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
                                    .privateIpAddress(plan.foreignAddress(subnet.block()))
                                    .ipv6Addresses(
                                            subnet.ipv6().stream()
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
