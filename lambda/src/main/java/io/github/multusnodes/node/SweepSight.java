package io.github.multusnodes.node;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep has seen. What could not be read is absent: unknown is not gone.
 *
 * @param members the instances of each Auto Scaling group; a group that does not exist has none
 * @param interfaces all that carry our tag, and those that hold a place of ours without it
 * @param nodes the instances that EC2 shows, of all that were asked for, by id
 * @param parked the names of the nodes that the cluster shows as parked, by instance id; no cluster
 *     has none
 */
public record SweepSight(
        Map<String, Optional<List<Member>>> members,
        Optional<List<Eni>> interfaces,
        Optional<Map<String, Node>> nodes,
        Optional<Map<String, String>> parked) {

    public SweepSight {
        members = Map.copyOf(members);
        interfaces = interfaces.map(List::copyOf);
        nodes = nodes.map(Map::copyOf);
        parked = parked.map(Map::copyOf);
    }

    /** Whether everything could be read that tells of interfaces. */
    boolean isComplete() {
        return members.values().stream().allMatch(Optional::isPresent)
                && interfaces.isPresent()
                && nodes.isPresent();
    }

    /** Whether some group has the instance. */
    boolean isMember(String instanceId) {
        return members.values().stream()
                .flatMap(Optional::stream)
                .flatMap(Collection::stream)
                .anyMatch(member -> member.instanceId().equals(instanceId));
    }

    /** The instance, if EC2 shows it. */
    Optional<Node> node(String instanceId) {
        return nodes.flatMap(all -> Optional.ofNullable(all.get(instanceId)));
    }

    /** The name of the instance's node, if it is parked. */
    Optional<String> parkedNode(String instanceId) {
        return parked.flatMap(all -> Optional.ofNullable(all.get(instanceId)));
    }

    /** The ids of interfaces that hold a place of ours on a node, and that were not listed. */
    public List<String> strangers(List<Network> networks) {
        Map<String, Eni> known = new HashMap<>();
        interfaces.orElse(List.of()).forEach(eni -> known.put(eni.id(), eni));
        return nodes.orElse(Map.of()).values().stream()
                .filter(node -> isMember(node.instanceId()))
                .flatMap(
                        node ->
                                networks.stream()
                                        .map(network -> node.occupied().get(network.slot()))
                                        .flatMap(holder -> Optional.ofNullable(holder).stream()))
                .filter(holder -> !known.containsKey(holder))
                .toList();
    }
}
