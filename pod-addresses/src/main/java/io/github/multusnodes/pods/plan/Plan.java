package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Ip;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is to be done about the addresses of a pod: one step for each interface, family and
 * direction. What is given back or taken from others comes first, and of that IPv6 last; then IPv6
 * is assigned before IPv4: EC2 cannot move an IPv6 address, so it is nobody's for as short as can
 * be.
 *
 * @param refusals in the order of addresses, for each that is not in its place and stays so
 */
public record Plan(List<Step> steps, List<Refusal> refusals) {

    public Plan {
        steps = List.copyOf(steps);
        refusals = List.copyOf(refusals);
    }

    /**
     * Compares what should be with what is, and gives back what the memory has as its own and no
     * pod has.
     *
     * @param node all interfaces of the node
     * @param holders who else holds which missing address, as far as {@link Placements#unknown}
     *     asks for it
     * @param memory at this look
     */
    public static Plan of(
            Placements placements,
            Collection<NodeEni> node,
            Map<Ip, Holder> holders,
            Memory memory,
            Rules rules) {
        return new Draft(placements, node, holders, memory, rules).plan();
    }

    /** The same, but gives nothing back. */
    public static Plan placing(
            Placements placements,
            Collection<NodeEni> node,
            Map<Ip, Holder> holders,
            Memory memory,
            Rules rules) {
        return new Draft(placements, node, holders, memory, rules).placing();
    }
}
