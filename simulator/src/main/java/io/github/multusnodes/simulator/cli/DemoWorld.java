package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.time.Timeline;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Sets up what a run needs, through the AWS SDK. */
final class DemoWorld {

    private final Ec2Client ec2;
    private final Timeline time;
    private final DemoPlan plan;

    DemoWorld(Clients clients, Timeline time, DemoPlan plan) {
        this.time = time;
        this.ec2 = clients.ec2();
        this.plan = plan;
    }

    /** Everything but the group. */
    Demo setUp() {
        String vpc = ec2.createVpc(r -> r.cidrBlock(DemoPlan.VPC)).vpc().vpcId();
        String group =
                ec2.createSecurityGroup(
                                r ->
                                        r.vpcId(vpc)
                                                .groupName(DemoPlan.GROUP)
                                                .description("Multus interfaces of the demo"))
                        .groupId();
        List<Demo.Subnet> subnets = time.together(subnets(vpc));
        return new Demo(plan, vpc, group, launchTemplate(), subnets);
    }

    /** All subnets, the nodes' own among them; many calls, so side by side. */
    private List<Callable<Demo.Subnet>> subnets(String vpc) {
        List<Callable<Demo.Subnet>> all = new ArrayList<>();
        for (int zone = 0; zone < plan.zones(); zone++) {
            int its = zone;
            all.add(() -> subnet(vpc, Demo.NODES, its, plan.nodeSubnet(its)));
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

    private Demo.Subnet subnet(String vpc, int network, int zone, Block block) {
        String name = plan.zoneNames().get(zone);
        String id =
                ec2.createSubnet(
                                r ->
                                        r.vpcId(vpc)
                                                .availabilityZone(name)
                                                .cidrBlock(block.toString()))
                        .subnet()
                        .subnetId();
        return new Demo.Subnet(id, network, name, block);
    }

    private Demo.Subnet occupied(String vpc, int network, int zone) {
        Demo.Subnet subnet = subnet(vpc, network, zone, plan.subnet(network, zone));
        if (plan.hasReservation(network)) {
            ec2.createSubnetCidrReservation(
                    r ->
                            r.subnetId(subnet.id())
                                    .cidr(plan.reservation(subnet.block()).toString())
                                    .reservationType(SubnetCidrReservationType.EXPLICIT)
                                    .description("Kept for later"));
        }
        if (plan.hasForeignInterface(network, zone)) {
            ec2.createNetworkInterface(
                    r ->
                            r.subnetId(subnet.id())
                                    .privateIpAddress(plan.foreignAddress(subnet.block()))
                                    .description("Somebody else's interface"));
        }
        return subnet;
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
