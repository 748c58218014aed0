package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One configured Multus network: each node of the group gets one interface in it.
 *
 * @param name unique within the node group; the owner tag and log lines carry it
 * @param slot where the interface sits on every node
 * @param subnets one subnet id per Availability Zone; the instance's zone picks
 * @param securityGroups ids; empty means the VPC's default group
 * @param ipv4 how the IPv4 address is chosen
 * @param ipv6 how the IPv6 address is chosen
 * @param podPrefixes what is delegated to the interface besides its own addresses
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
        PodPrefixes podPrefixes,
        boolean sourceDestCheck,
        Map<String, String> tags) {

    public Network {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        tags = Map.copyOf(tags);
    }

    /** A network that delegates no prefixes. */
    public Network(
            String name,
            Slot slot,
            List<String> subnets,
            List<String> securityGroups,
            AddressMode ipv4,
            AddressMode ipv6,
            boolean sourceDestCheck,
            Map<String, String> tags) {
        this(
                name,
                slot,
                subnets,
                securityGroups,
                ipv4,
                ipv6,
                PodPrefixes.NONE,
                sourceDestCheck,
                tags);
    }

    /** How the address of a family is chosen. */
    public AddressMode mode(Family family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }

    /** What its own addresses of a family never come from: for pods, or for others. */
    public List<Cidr> excluded(Family family) {
        List<Cidr> modes =
                switch (mode(family)) {
                    case AddressMode.None _ -> List.of();
                    case AddressMode.Auto(var exclude) -> exclude;
                    case AddressMode.Chosen chosen -> chosen.exclude();
                };
        return Stream.concat(modes.stream(), podPrefixes.ranges(family).stream()).toList();
    }
}
