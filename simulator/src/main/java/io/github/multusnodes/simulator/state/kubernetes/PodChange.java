package io.github.multusnodes.simulator.state.kubernetes;

/**
 * A change of a pod that is bound to a node, as watches of the node's pods tell it.
 *
 * @param pod as the change has left it; as it was last, if it is gone
 */
public record PodChange(Kind kind, Pod pod) {

    /** What has become of it. */
    public enum Kind {
        /** It was bound to its node. */
        ADDED,
        MODIFIED,
        DELETED
    }

    /** The version of the change. */
    public long version() {
        return pod.version();
    }
}
