package io.github.multusnodes.simulator.state.kubernetes;

import java.util.Map;

/**
 * A node of the cluster.
 *
 * @param providerId as {@code aws:///us-west-2a/i-0a1b2c3d4e5f60718}
 * @param version grows with every change
 * @param ready whether its kubelet answers: only then do pods start and end on it
 */
public record Node(
        String name,
        String uid,
        String providerId,
        long version,
        Map<String, String> annotations,
        boolean unschedulable,
        boolean ready) {

    public Node {
        annotations = Map.copyOf(annotations);
    }

    Node with(Map<String, String> otherAnnotations, boolean otherUnschedulable) {
        return new Node(
                name, uid, providerId, version, otherAnnotations, otherUnschedulable, ready);
    }

    Node withReady(boolean other) {
        return new Node(name, uid, providerId, version, annotations, unschedulable, other);
    }

    Node withVersion(long other) {
        return new Node(name, uid, providerId, other, annotations, unschedulable, ready);
    }

    boolean takesPods() {
        return ready && !unschedulable;
    }
}
