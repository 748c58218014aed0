package io.github.multusnodes.pods.port;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Refusal;

import java.time.Duration;

/** What the agent of a node tells of its work: for metrics, and on the pods themselves. */
public interface Reports {

    /**
     * How a round left the node.
     *
     * @param pods that have interfaces of Multus
     * @param addresses of these that belong on interfaces of the node
     * @param missing of these that are not there
     * @param stale addresses that no pod has any more, and that are to be released
     */
    record Standing(int pods, int addresses, int missing, int stale) {}

    /** A round came to its end. */
    void round(Standing standing);

    /** A round failed. */
    void failed(RuntimeException failure);

    /** Addresses were given to an interface. */
    void assigned(int addresses);

    /** Addresses were taken from an interface. */
    void released(int addresses);

    /** Every address of a pod is in its place, so long after its interfaces became known. */
    void routable(NodePod pod, Duration after);

    /** An address of a pod is not put on any interface; told once while nothing changes. */
    void refused(NodePod pod, Refusal refusal);

    /** What Multus tells of a pod cannot be read; told once while nothing changes. */
    void unreadable(NodePod pod, String why);
}
