package io.github.multusnodes.pods.port;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.retry.ClusterFailure;

import java.time.Duration;
import java.util.List;

/** The pods of the node that Multus gives interfaces, as the cluster has them. */
public interface NodePods {

    /**
     * As last heard from the watch; waits for the first list.
     *
     * @throws ClusterFailure if there is none yet, and none to be had
     */
    List<NodePod> heard();

    /**
     * Asks the API server for all of them, whatever was heard: what it says is at least as new as
     * the call.
     *
     * @throws ClusterFailure if it refuses or cannot be reached
     */
    List<NodePod> list();

    /** Returns when what is heard has changed since {@link #heard}, or after so long. */
    void awaitChange(Duration most);
}
