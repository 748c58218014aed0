package io.github.multusnodes.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tags every interface of ours carries from birth: they say whose it is and what for. */
public final class Tags {

    /**
     * The VPC CNI leaves an interface alone only if this tag is exactly {@code true} when it first
     * sees it (amazon-vpc-cni-k8s, "No Manage tag").
     */
    public static final String NO_MANAGE = "node.k8s.amazonaws.com/no_manage";

    /** The node group that owns the interface. */
    public static final String NODE_GROUP = "multus-nodes/node-group";

    /** The instance that it was made for. */
    public static final String INSTANCE = "multus-nodes/instance";

    /** The network that it was made for. */
    public static final String NETWORK = "multus-nodes/network";

    /**
     * Since when a sweep has seen that nothing uses the interface any more; an ISO 8601 instant.
     */
    public static final String ORPHAN_SINCE = "multus-nodes/orphan-since";

    /** What consoles show as its name. */
    public static final String NAME = "Name";

    /** Others rely on what these say; the rest are for people. */
    private static final Set<String> OURS = Set.of(NO_MANAGE, NODE_GROUP, INSTANCE, NETWORK);

    private Tags() {}

    /** All tags of the interface that an instance gets in a network. */
    public static Map<String, String> of(String nodeGroup, String instanceId, Network network) {
        Map<String, String> tags = new HashMap<>();
        tags.put(NAME, nodeGroup + "-" + network.name());
        tags.putAll(network.tags());
        tags.put(NO_MANAGE, "true");
        tags.put(NODE_GROUP, nodeGroup);
        tags.put(INSTANCE, instanceId);
        tags.put(NETWORK, network.name());
        return Map.copyOf(tags);
    }

    /** A text for people: never read by code, and never with the prefix that the VPC CNI uses. */
    public static String description(String nodeGroup, String instanceId, Network network) {
        return "multus-nodes " + nodeGroup + " " + instanceId + " " + network.name();
    }

    /**
     * Whether an interface is a node's in a network: by its tags; or, where it has lost some, if it
     * sits in the network's slot of the node and has the description that we gave it.
     */
    public static boolean isFor(Eni eni, String nodeGroup, String instanceId, Network network) {
        boolean tagged =
                nodeGroup.equals(eni.tags().get(NODE_GROUP))
                        && instanceId.equals(eni.tags().get(INSTANCE))
                        && network.name().equals(eni.tags().get(NETWORK));
        boolean inPlace = eni.slotOn(instanceId).equals(Optional.of(network.slot()));
        return tagged
                || (inPlace
                        && eni.description().equals(description(nodeGroup, instanceId, network)));
    }

    /**
     * The tags of an interface of ours that are gone, or that say something else than the truth.
     */
    static Map<String, String> missing(
            Eni eni, String nodeGroup, String instanceId, Network network) {
        Map<String, String> missing = new HashMap<>(of(nodeGroup, instanceId, network));
        missing.entrySet()
                .removeIf(
                        tag ->
                                OURS.contains(tag.getKey())
                                        ? tag.getValue().equals(eni.tags().get(tag.getKey()))
                                        : eni.tags().containsKey(tag.getKey()));
        return missing;
    }

    /** The network that an interface was made for, if it is one of ours. */
    public static Optional<String> networkOf(Eni eni) {
        return Optional.ofNullable(eni.tags().get(NETWORK));
    }
}
