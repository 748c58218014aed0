package io.github.multusnodes.simulator.state.ec2;

import java.util.Map;
import java.util.Optional;

/** A virtual private cloud. */
public record Vpc(String id, Block cidr, Optional<Block> ipv6Cidr, Map<String, String> tags) {

    public Vpc {
        tags = Map.copyOf(tags);
    }

    Vpc withTags(Map<String, String> other) {
        return new Vpc(id, cidr, ipv6Cidr, other);
    }
}
