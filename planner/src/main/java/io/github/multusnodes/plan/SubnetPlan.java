package io.github.multusnodes.plan;

import io.github.multusnodes.node.Network;

import java.util.List;
import java.util.Map;

/**
 * What happens in one subnet.
 *
 * @param next what each of the next nodes gets, as far as they fit
 * @param room how many nodes fit
 */
record SubnetPlan(Ground ground, List<Map<Network, Share>> next, Room room) {

    SubnetPlan {
        next = List.copyOf(next);
    }
}
