package io.github.multusnodes.node;

import io.github.multusnodes.address.Family;

import java.util.List;
import java.util.Map;

/**
 * One configured Multus network: each node of the group gets one interface in it.
 *
 * @param name unique within the node group; the owner tag and log lines carry it
 * @param slot where the interface sits on every node
 * @param subnets one subnet id per Availability Zone; the instance's zone picks
 * @param securityGroups ids; empty means the VPC's default group
 * @param ipv4 how the IPv4 address is chosen
 * @param ipv6 how the IPv6 address is chosen
 * @param sourceDestCheck whether EC2 drops packets that are not the interface's own
 * @param tags the network's own tags, besides those of the contract
 */
public record Network(
        String name,
        Slot slot,
        List<String> subnets,
        List<String> securityGroups,
        AddressMode ipv4,
        AddressMode ipv6,
        boolean sourceDestCheck,
        Map<String, String> tags) {

    public Network {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        tags = Map.copyOf(tags);
    }

    /** How the address of a family is chosen. */
    public AddressMode mode(Family family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }
}
