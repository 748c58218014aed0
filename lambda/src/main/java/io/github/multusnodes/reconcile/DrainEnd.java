package io.github.multusnodes.reconcile;

/** Why nothing is left to drain. */
enum DrainEnd {
    /** The settings name no cluster. */
    NOT_ASKED_FOR,
    /** The instance never joined the cluster, or its node is gone. */
    NO_NODE,
    /** The cluster is being deleted, or gone. */
    CLUSTER_GOING,
    /** No pod is left that has to leave. */
    DRAINED,
    /** The time is up; pods that are left end with the instance. */
    TIME_UP,
    /** The cluster does not let us. */
    DENIED
}
