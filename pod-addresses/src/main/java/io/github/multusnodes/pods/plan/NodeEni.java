package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network interface of the node.
 *
 * @param mac lower case
 * @param deviceIndex 0 on card 0 is the primary ENI
 * @param network the network it was made for, where its tags are known
 * @param subnetId the id of its subnet
 * @param subnets the CIDRs of its subnet, of both families; instance metadata has them, EC2 does
 *     not
 * @param primary its primary IPv4 address; an IPv6-only ENI has none
 * @param secondary its other addresses, of both families
 * @param prefixes that are delegated to it, of both families
 */
public record NodeEni(
        String id,
        String mac,
        int networkCardIndex,
        int deviceIndex,
        Optional<String> network,
        String subnetId,
        List<Cidr> subnets,
        Optional<Ip> primary,
        List<Ip> secondary,
        List<Cidr> prefixes) {

    public NodeEni {
        subnets = List.copyOf(subnets);
        secondary = List.copyOf(secondary);
        prefixes = List.copyOf(prefixes);
    }

    /** Whether it is the interface that the instance was born with. */
    public boolean isPrimary() {
        return networkCardIndex == 0 && deviceIndex == 0;
    }

    /** Whether an address is its own. */
    public boolean holds(Ip address) {
        return secondary.contains(address) || primary.equals(Optional.of(address));
    }

    /** Whether a prefix that is delegated to it has an address. */
    public boolean covers(Ip address) {
        return prefixes.stream().anyMatch(prefix -> prefix.contains(address));
    }

    /** Whether it has an address for good: its primary one, or by a prefix. */
    public boolean hasForGood(Ip address) {
        return covers(address) || primary.equals(Optional.of(address));
    }

    /** Whether traffic to an address reaches it. */
    public boolean gets(Ip address) {
        return holds(address) || covers(address);
    }

    /** Its subnet's block that has an address. */
    Optional<Cidr> blockOf(Ip address) {
        return subnets.stream().filter(block -> block.contains(address)).findFirst();
    }

    /** How many addresses and prefixes of a family count against its limit. */
    int slots(Family family) {
        return (int)
                (Stream.concat(primary.stream(), secondary.stream())
                                .filter(address -> address.family() == family)
                                .count()
                        + prefixes.stream().filter(prefix -> prefix.family() == family).count());
    }

    /** This interface, with other addresses besides its primary one. */
    public NodeEni holding(Collection<Ip> others) {
        return new NodeEni(
                id,
                mac,
                networkCardIndex,
                deviceIndex,
                network,
                subnetId,
                subnets,
                primary,
                List.copyOf(others),
                prefixes);
    }

    /** This interface, as one of a network. */
    public NodeEni of(Optional<String> its) {
        return new NodeEni(
                id,
                mac,
                networkCardIndex,
                deviceIndex,
                its,
                subnetId,
                subnets,
                primary,
                secondary,
                prefixes);
    }

    /** This interface of instance metadata, with what EC2 knows of it. */
    public NodeEni as(NodeEni ofEc2) {
        return new NodeEni(
                id,
                mac,
                ofEc2.networkCardIndex,
                ofEc2.deviceIndex,
                ofEc2.network,
                subnetId,
                subnets,
                ofEc2.primary,
                ofEc2.secondary,
                ofEc2.prefixes);
    }
}
