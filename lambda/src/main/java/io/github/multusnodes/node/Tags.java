package io.github.multusnodes.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    /** What consoles show as its name. */
    public static final String NAME = "Name";

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

    /** Whether an interface was made for an instance of a node group. */
    public static boolean isMadeFor(Eni eni, String nodeGroup, String instanceId) {
        return nodeGroup.equals(eni.tags().get(NODE_GROUP))
                && instanceId.equals(eni.tags().get(INSTANCE));
    }

    /** The network that an interface was made for, if it is one of ours. */
    public static Optional<String> networkOf(Eni eni) {
        return Optional.ofNullable(eni.tags().get(NETWORK));
    }
}
