package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;

import java.util.List;
import java.util.Optional;

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
}
