package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Family;

import java.util.Map;

/**
 * What may be done.
 *
 * @param reassign whether an address may be taken from the interface that has it
 * @param slots how many addresses and prefixes an interface of the node can have of each family,
 *     its primary address included; a family that is missing has no limit that we know
 */
public record Rules(boolean reassign, Map<Family, Integer> slots) {

    public Rules {
        slots = Map.copyOf(slots);
    }
}
