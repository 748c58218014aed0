package io.github.multusnodes.node;

import java.util.Map;

/**
 * How many interfaces an instance type takes.
 *
 * @param perCard the limit of each network card, by card index
 */
public record InterfaceLimits(String instanceType, Map<Integer, Integer> perCard) {

    public InterfaceLimits {
        perCard = Map.copyOf(perCard);
    }
}
