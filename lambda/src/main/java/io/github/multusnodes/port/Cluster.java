package io.github.multusnodes.port;

import io.github.multusnodes.drain.ClusterNode;
import io.github.multusnodes.drain.Eviction;
import io.github.multusnodes.drain.Pod;
import io.github.multusnodes.retry.ClusterFailure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Kubernetes cluster of the nodes. Every method may throw {@link ClusterFailure}. */
public interface Cluster {

    /** The node that an instance is, unless it never joined or is gone. */
    Optional<ClusterNode> nodeOf(String instanceId);

    /**
     * Lets no more pods be scheduled onto a node, and notes on it when its drain began; a note that
     * is there already stays. It is parked no longer. A node that is gone is no failure.
     */
    void cordon(String nodeName, Instant drainStarted);

    /**
     * Notes on a drained node that it is parked, in place of when its drain began; it stays
     * cordoned. A node that is gone is no failure.
     */
    void park(String nodeName);

    /** The names of the nodes that are parked and cordoned, by the ids of their instances. */
    Map<String, String> parked();

    /**
     * Lets pods be scheduled onto a parked node again, and takes our notes away. A node that is
     * gone or parked no longer, as one that is drained anew, is left as it is, which is no failure.
     */
    void uncordon(String nodeName);

    /** All pods that are bound to a node, whoever owns them. */
    List<Pod> podsOn(String nodeName);

    /** Asks a pod, and no later one of its name, to end; budgets and its grace period apply. */
    Eviction evict(Pod pod);

    /**
     * Deletes a pod, and no later one of its name, whatever budgets say; one that is gone already
     * is no failure.
     *
     * @param gracePeriod how long it may take to end; zero removes it from the cluster at once,
     *     although its containers may still run
     */
    void delete(Pod pod, Duration gracePeriod);
}
