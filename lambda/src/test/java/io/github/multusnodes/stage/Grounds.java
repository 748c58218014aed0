package io.github.multusnodes.stage;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.simulator.state.ec2.AddressRequest;
import io.github.multusnodes.simulator.state.ec2.InterfaceRequest;
import io.github.multusnodes.simulator.state.ec2.NetworkInterfaces;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an operator has set up before the node group: subnets, a security group, a launch template.
 *
 * @param nodeSubnets for the nodes' primary interfaces, one a zone
 * @param networkSubnets for each network, one a zone
 * @param reservations ids of the CIDR reservations, in the layout's order
 */
public record Grounds(
        String securityGroup,
        List<String> nodeSubnets,
        List<List<String>> networkSubnets,
        List<String> reservations) {

    private static final String TEMPLATE = "multus-nodes";

    private static final String ZONES = "abcdef";

    public Grounds {
        nodeSubnets = List.copyOf(nodeSubnets);
        networkSubnets = List.copyOf(networkSubnets);
        reservations = List.copyOf(reservations);
    }

    /** Sets everything up, and waits for what it has made to be seen by readers. */
    public static Grounds make(Ec2Client ec2, Layout layout, Runnable untilVisible) {
        String vpc =
                ec2.createVpc(
                                r ->
                                        r.cidrBlock("10.0.0.0/16")
                                                .amazonProvidedIpv6CidrBlock(layout.hasIpv6()))
                        .vpc()
                        .vpcId();
        untilVisible.run();
        String securityGroup =
                ec2.createSecurityGroup(r -> r.groupName("multus").description("multus").vpcId(vpc))
                        .groupId();
        List<String> nodeSubnets = new ArrayList<>();
        List<List<String>> networkSubnets = new ArrayList<>();
        boolean wholeVpc = layout.prefixLength() == 16;
        IntStream.range(0, wholeVpc ? 0 : layout.zones())
                .forEach(
                        zone ->
                                nodeSubnets.add(
                                        subnet(
                                                ec2,
                                                vpc,
                                                zone,
                                                Optional.of("10.0." + (200 + 8 * zone) + ".0/21"),
                                                Optional.empty())));
        for (int network = 0; network < layout.networks(); network++) {
            int block = network;
            networkSubnets.add(
                    layout.sharedSubnets() && network > 0
                            ? networkSubnets.getFirst()
                            : IntStream.range(0, layout.zones())
                                    .mapToObj(zone -> networkSubnet(ec2, vpc, layout, block, zone))
                                    .toList());
        }
        if (wholeVpc) {
            nodeSubnets.addAll(networkSubnets.getFirst());
        }
        untilVisible.run();
        List<String> reservations = new ArrayList<>();
        for (Layout.Reserved reserved : layout.reserved()) {
            reservations.add(reserve(ec2, networkSubnets, reserved));
            untilVisible.run();
        }
        ec2.createLaunchTemplate(
                r ->
                        r.launchTemplateName(TEMPLATE)
                                .launchTemplateData(
                                        d ->
                                                d.instanceType(layout.instanceType())
                                                        .imageId("ami-0123456789abcdef0")
                                                        .securityGroupIds(securityGroup)));
        untilVisible.run();
        return new Grounds(securityGroup, nodeSubnets, networkSubnets, reservations);
    }

    /** Creates the group with our hooks: the first instances meet them. */
    public void createGroup(AutoScalingClient autoScaling, Layout layout, int desired) {
        createGroup(autoScaling, Stage.GROUP, layout, desired);
    }

    /** The same by another name. */
    public void createGroup(
            AutoScalingClient autoScaling, String name, Layout layout, int desired) {
        List<LifecycleHookSpecification> hooks = new ArrayList<>();
        hooks.add(hook(Stage.HOOK, "LAUNCHING", layout.hookTimeout(), "ABANDON"));
        layout.terminateHookTimeout()
                .ifPresent(
                        timeout ->
                                hooks.add(
                                        hook(
                                                Stage.TERMINATE_HOOK,
                                                "TERMINATING",
                                                timeout,
                                                "CONTINUE")));
        autoScaling.createAutoScalingGroup(
                r ->
                        r.autoScalingGroupName(name)
                                .launchTemplate(
                                        t -> t.launchTemplateName(TEMPLATE).version("$Latest"))
                                .minSize(0)
                                .maxSize(500)
                                .desiredCapacity(desired)
                                .vpcZoneIdentifier(String.join(",", nodeSubnets))
                                .lifecycleHookSpecificationList(hooks));
    }

    /** Deletes the subnets and the security group; EC2 refuses what an interface still needs. */
    public void takeDown(Ec2Client ec2) {
        Stream.concat(nodeSubnets.stream(), networkSubnets.stream().flatMap(List::stream))
                .distinct()
                .forEach(subnet -> ec2.deleteSubnet(r -> r.subnetId(subnet)));
        ec2.deleteSecurityGroup(r -> r.groupId(securityGroup));
    }

    private static LifecycleHookSpecification hook(
            String name, String transition, Duration timeout, String defaultResult) {
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(name)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_" + transition)
                .heartbeatTimeout(Math.toIntExact(timeout.toSeconds()))
                .defaultResult(defaultResult)
                .build();
    }

    /** Puts foreign interfaces at host numbers of a network's subnet. */
    public void occupy(Ec2Client ec2, int network, int zone, IntStream hostNumbers) {
        String subnet = networkSubnets.get(network).get(zone);
        hostNumbers.forEach(
                number ->
                        ec2.createNetworkInterface(
                                r ->
                                        r.subnetId(subnet)
                                                .privateIpAddress(
                                                        "10.0."
                                                                + (network * 16 + zone * 2)
                                                                + "."
                                                                + number)));
    }

    /**
     * Puts foreign interfaces into a network's first subnet, straight into the world: for numbers
     * that would take the SDK too long.
     *
     * @param places counted from the start of the subnet
     */
    public void crowd(NetworkInterfaces world, int network, IntStream places) {
        world.quota(65_536);
        String subnet = networkSubnets.get(network).getFirst();
        places.forEach(
                place ->
                        world.create(
                                new InterfaceRequest(
                                        subnet,
                                        "",
                                        "interface",
                                        List.of(),
                                        Optional.of(address(network, place)),
                                        AddressRequest.none(),
                                        AddressRequest.none(),
                                        Map.of())));
    }

    /** The address at a place of a network's first subnet. */
    public static String address(int network, int place) {
        return "10.0." + (network * 16 + place / 256) + "." + place % 256;
    }

    /** Leaves an unattached interface of ours for a node in the first network's first subnet. */
    public void leaveInterface(Ec2Client ec2, String node, int hostNumber) {
        Map<String, String> tags =
                Map.of(
                        "node.k8s.amazonaws.com/no_manage", "true",
                        "multus-nodes/node-group", Stage.NODE_GROUP,
                        "multus-nodes/instance", node,
                        "multus-nodes/network", "n1",
                        "Name", "left over",
                        "cnf", "upf");
        ec2.createNetworkInterface(
                r ->
                        r.subnetId(networkSubnets.getFirst().getFirst())
                                .privateIpAddress("10.0.0." + hostNumber)
                                .groups(securityGroup)
                                .description(
                                        "multus-nodes " + Stage.NODE_GROUP + " " + node + " n1")
                                .tagSpecifications(
                                        TagSpecification.builder()
                                                .resourceType(ResourceType.NETWORK_INTERFACE)
                                                .tags(
                                                        tags.entrySet().stream()
                                                                .map(Grounds::tag)
                                                                .toList())
                                                .build()));
    }

    private static Tag tag(Map.Entry<String, String> tag) {
        return Tag.builder().key(tag.getKey()).value(tag.getValue()).build();
    }

    /** Somebody sets an attached interface to outlive its instance. */
    public static void setToOutlive(Ec2Client ec2, NetworkInterface eni) {
        ec2.modifyNetworkInterfaceAttribute(
                r ->
                        r.networkInterfaceId(eni.networkInterfaceId())
                                .attachment(
                                        a ->
                                                a.attachmentId(eni.attachment().attachmentId())
                                                        .deleteOnTermination(false)));
    }

    /** The {@code MULTUS_NETWORKS} of this layout. */
    public String networksJson(Layout layout) {
        return IntStream.range(0, layout.networks())
                .mapToObj(
                        network ->
                                """
                                {"name":"n%d","deviceIndex":%d,"subnets":[%s],"securityGroups":["%s"],\
                                "ipv4":%s,"ipv6":%s,"podPrefixes":%s,"sourceDestCheck":false,"tags":{"cnf":"upf"}}\
                                """
                                        .formatted(
                                                network + 1,
                                                network + 1,
                                                networkSubnets.get(network).stream()
                                                        .map(id -> "\"" + id + "\"")
                                                        .collect(joining(",")),
                                                securityGroup,
                                                withIds(network, layout.ipv4()),
                                                withIds(network, layout.ipv6()),
                                                layout.podPrefixes()))
                .collect(joining(",", "[", "]"));
    }

    private String withIds(int network, String json) {
        String replaced = json.replace("$n", "$" + network);
        for (int i = 0; i < reservations.size(); i++) {
            replaced = replaced.replace("$" + i, reservations.get(i));
        }
        return replaced;
    }

    private static String networkSubnet(
            Ec2Client ec2, String vpc, Layout layout, int network, int zone) {
        int number = network * 16 + zone * 2;
        String ipv4 = "10.0." + number + ".0/" + layout.prefixLength();
        String ipv6 = "2600:1f14:0:1%02x::/64".formatted(number);
        return subnet(
                ec2,
                vpc,
                zone,
                Optional.of(ipv4).filter(_ -> layout.hasIpv4()),
                Optional.of(ipv6).filter(_ -> layout.hasIpv6()));
    }

    private static String reserve(
            Ec2Client ec2, List<List<String>> subnets, Layout.Reserved reserved) {
        return ec2.createSubnetCidrReservation(
                        r ->
                                r.subnetId(subnets.get(reserved.network()).get(reserved.zone()))
                                        .cidr(reserved.cidr())
                                        .reservationType(reserved.type()))
                .subnetCidrReservation()
                .subnetCidrReservationId();
    }

    private static String subnet(
            Ec2Client ec2, String vpc, int zone, Optional<String> ipv4, Optional<String> ipv6) {
        return ec2.createSubnet(
                        r ->
                                r.vpcId(vpc)
                                        .cidrBlock(ipv4.orElse(null))
                                        .ipv6CidrBlock(ipv6.orElse(null))
                                        .ipv6Native(ipv4.isEmpty())
                                        .availabilityZone("us-west-2" + ZONES.charAt(zone)))
                .subnet()
                .subnetId();
    }
}
