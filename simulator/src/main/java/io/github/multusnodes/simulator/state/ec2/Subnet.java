package io.github.multusnodes.simulator.state.ec2;

import java.util.Map;
import java.util.Optional;

/**
 * A subnet.
 *
 * @param cidr its IPv4 block; an IPv6-only subnet has none
 * @param ipv6Cidr its IPv6 block, if it has one
 */
public record Subnet(
        String id,
        String vpcId,
        String zone,
        Optional<Block> cidr,
        Optional<Block> ipv6Cidr,
        Map<String, String> tags) {

    public Subnet {
        tags = Map.copyOf(tags);
    }

    /** Whether it is for IPv6 only. */
    public boolean ipv6Native() {
        return cidr.isEmpty();
    }

    /** Its block of a family. */
    Optional<Block> block(boolean v6) {
        return v6 ? ipv6Cidr : cidr;
    }

    Subnet withTags(Map<String, String> other) {
        return new Subnet(id, vpcId, zone, cidr, ipv6Cidr, other);
    }
}
