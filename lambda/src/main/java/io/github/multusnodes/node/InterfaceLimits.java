package io.github.multusnodes.node;

import io.github.multusnodes.address.Family;

import java.util.Map;

/**
 * How many interfaces an instance type takes, and how many addresses each of them.
 *
 * @param perCard the limit of each network card, by card index
 * @param perInterface how many addresses of a family an interface takes; a prefix counts as one
 */
public record InterfaceLimits(
        String instanceType, Map<Integer, Integer> perCard, Map<Family, Integer> perInterface) {

    public InterfaceLimits {
        perCard = Map.copyOf(perCard);
        perInterface = Map.copyOf(perInterface);
    }
}
