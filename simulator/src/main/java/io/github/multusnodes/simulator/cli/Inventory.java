package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.state.ec2.Ip;

import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is there after a run, as the APIs tell it.
 *
 * @param members of the group
 * @param interfaces all of the VPC
 * @param reservations by subnet
 */
record Inventory(
        List<Instance> members,
        List<NetworkInterface> interfaces,
        Map<String, List<Block>> reservations) {

    private static final String TAG_GROUP = "multus-nodes/node-group";

    Inventory {
        members = List.copyOf(members);
        interfaces = List.copyOf(interfaces);
        reservations = Map.copyOf(reservations);
    }

    static Inventory read(Clients clients, Demo demo) {
        List<Instance> members =
                clients
                        .autoScaling()
                        .describeAutoScalingGroups(r -> r.autoScalingGroupNames(DemoPlan.GROUP))
                        .autoScalingGroups()
                        .stream()
                        .map(AutoScalingGroup::instances)
                        .flatMap(List::stream)
                        .toList();
        Filter inVpc = Filter.builder().name("vpc-id").values(demo.vpcId()).build();
        List<NetworkInterface> interfaces =
                clients
                        .ec2()
                        .describeNetworkInterfacesPaginator(r -> r.filters(inVpc).maxResults(1000))
                        .networkInterfaces()
                        .stream()
                        .toList();
        Map<String, List<Block>> reservations = new HashMap<>();
        for (Demo.Subnet subnet : demo.subnets()) {
            reservations.put(subnet.id(), reservations(clients.ec2(), subnet.id()));
        }
        return new Inventory(members, interfaces, reservations);
    }

    private static List<Block> reservations(Ec2Client ec2, String subnetId) {
        GetSubnetCidrReservationsResponse all =
                ec2.getSubnetCidrReservations(r -> r.subnetId(subnetId));
        return Stream.concat(
                        all.subnetIpv4CidrReservations().stream(),
                        all.subnetIpv6CidrReservations().stream())
                .map(SubnetCidrReservation::cidr)
                .map(Block::parse)
                .toList();
    }

    /** The interfaces that the function made. */
    List<NetworkInterface> made() {
        return interfaces.stream()
                .filter(each -> tag(each, TAG_GROUP).filter(DemoPlan.GROUP::equals).isPresent())
                .toList();
    }

    /** The interfaces that the function made for a node in a network; there should be one. */
    List<NetworkInterface> made(String instanceId, String network) {
        return made().stream()
                .filter(each -> isTagged(each, Story.TAG_INSTANCE, instanceId))
                .filter(each -> isTagged(each, Story.TAG_NETWORK, network))
                .toList();
    }

    /** The interfaces in a subnet. */
    List<NetworkInterface> in(Demo.Subnet subnet) {
        return interfaces.stream().filter(each -> subnet.id().equals(each.subnetId())).toList();
    }

    /** Its addresses of both families, as EC2 lists them. */
    static List<Ip> addresses(NetworkInterface eni) {
        return Stream.concat(
                        eni.privateIpAddresses().stream()
                                .map(NetworkInterfacePrivateIpAddress::privateIpAddress),
                        eni.ipv6Addresses().stream().map(NetworkInterfaceIpv6Address::ipv6Address))
                .map(Block::parse)
                .map(Block::first)
                .toList();
    }

    /** The prefixes delegated to it, of both families. */
    static List<Block> prefixes(NetworkInterface eni) {
        return Stream.concat(
                        eni.ipv4Prefixes().stream().map(Ipv4PrefixSpecification::ipv4Prefix),
                        eni.ipv6Prefixes().stream().map(Ipv6PrefixSpecification::ipv6Prefix))
                .map(Block::parse)
                .toList();
    }

    static Optional<String> tag(NetworkInterface eni, String key) {
        return eni.tagSet().stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .findFirst();
    }

    private static boolean isTagged(NetworkInterface eni, String key, String value) {
        return tag(eni, key).filter(value::equals).isPresent();
    }
}
