package io.github.multusnodes.simulator.state.ec2;

import java.util.Map;
import java.util.Optional;

/** A subnet. */
public record Subnet(
        String id,
        String vpcId,
        String zone,
        Block cidr,
        Optional<Block> ipv6Cidr,
        Map<String, String> tags) {

    public Subnet {
        tags = Map.copyOf(tags);
    }

    Subnet withTags(Map<String, String> other) {
        return new Subnet(id, vpcId, zone, cidr, ipv6Cidr, other);
    }
}
