package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;

import java.util.Map;
import java.util.Optional;

/**
 * A subnet.
 *
 * @param zone its Availability Zone, by name
 * @param blocks its block in each family that it has
 */
public record Subnet(String id, String zone, Map<Family, Cidr> blocks) {

    public Subnet {
        blocks = Map.copyOf(blocks);
    }

    /** Its block of a family, if it has one. */
    public Optional<Cidr> block(Family family) {
        return Optional.ofNullable(blocks.get(family));
    }
}
