package io.github.multusnodes.pods.stage;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.state.ec2.Addresses;
import io.github.multusnodes.simulator.state.ec2.Attachment;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.simulator.state.ec2.Subnet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The interfaces of a simulated instance as its metadata shows them, without HTTP. */
record ShownInterfaces(World<?> world, String instanceId) implements NodeInterfaces {

    @Override
    public List<NodeEni> list() {
        return world.alone(
                () ->
                        world.ec2().attachments().shownOn(instanceId).stream()
                                .map(this::eni)
                                .toList());
    }

    private NodeEni eni(NetworkInterface its) {
        Attachment attachment = its.attachment().orElseThrow();
        Subnet subnet = world.ec2().subnets().directory().find(its.subnetId()).orElseThrow();
        Addresses held = its.addresses();
        return new NodeEni(
                its.id(),
                its.mac(),
                attachment.networkCardIndex(),
                attachment.deviceIndex(),
                Optional.empty(),
                its.subnetId(),
                cidrs(Stream.concat(subnet.cidr().stream(), subnet.ipv6Cidr().stream())),
                its.primaryIp().map(ip -> Ip.parse(ip.toString())),
                Stream.concat(held.ipv4().stream().skip(1), held.ipv6().stream())
                        .map(ip -> Ip.parse(ip.toString()))
                        .toList(),
                cidrs(Stream.concat(held.ipv4Prefixes().stream(), held.ipv6Prefixes().stream())));
    }

    private static List<Cidr> cidrs(Stream<?> blocks) {
        return blocks.map(block -> Cidr.parse(block.toString())).toList();
    }
}
