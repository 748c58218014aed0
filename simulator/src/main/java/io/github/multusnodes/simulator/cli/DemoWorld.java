package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sets up what a run needs, through the AWS SDK. */
final class DemoWorld {

    private static final int HEARTBEAT_SECONDS = 1800;

    private final Ec2Client ec2;
    private final AutoScalingClient autoScaling;
    private final DemoPlan plan;

    DemoWorld(Clients clients, DemoPlan plan) {
        this.ec2 = clients.ec2();
        this.autoScaling = clients.autoScaling();
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
        List<Demo.Subnet> nodeSubnets = new ArrayList<>();
        List<Demo.Subnet> subnets = new ArrayList<>();
        for (int zone = 0; zone < plan.zones(); zone++) {
            nodeSubnets.add(subnet(vpc, -1, zone, plan.nodeSubnet(zone)));
        }
        for (int network = 0; network < plan.networks(); network++) {
            for (int zone = 0; zone < plan.zones(); zone++) {
                Demo.Subnet made = subnet(vpc, network, zone, plan.subnet(network, zone));
                subnets.add(made);
                occupy(made, network, zone);
            }
        }
        return new Demo(plan, vpc, group, launchTemplate(), nodeSubnets, subnets);
    }

    /** The group with its hook, so that its first instance already meets it. */
    void createGroup(Demo demo) {
        autoScaling.createAutoScalingGroup(
                r ->
                        r.autoScalingGroupName(DemoPlan.GROUP)
                                .minSize(0)
                                .maxSize(plan.nodes() + DemoPlan.SPARE_NODES)
                                .desiredCapacity(plan.nodes())
                                .vpcZoneIdentifier(
                                        demo.nodeSubnets().stream()
                                                .map(Demo.Subnet::id)
                                                .collect(Collectors.joining(",")))
                                .launchTemplate(
                                        t ->
                                                t.launchTemplateId(demo.launchTemplate())
                                                        .version("$Latest"))
                                .lifecycleHookSpecificationList(hook()));
    }

    private static LifecycleHookSpecification hook() {
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(DemoPlan.HOOK)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                .heartbeatTimeout(HEARTBEAT_SECONDS)
                .defaultResult("ABANDON")
                .build();
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

    private void occupy(Demo.Subnet subnet, int network, int zone) {
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
