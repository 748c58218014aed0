package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.retry.Retry;

/** What all parts of one run share: for whom it is, and how it reaches the world. */
record Run(
        Ports ports,
        Retry retry,
        RunLog log,
        String nodeGroup,
        LifecycleAction action,
        String instanceId,
        Made made) {

    /** A run that has made nothing yet. */
    Run(
            Ports ports,
            Retry retry,
            RunLog log,
            String nodeGroup,
            LifecycleAction action,
            String instanceId) {
        this(ports, retry, log, nodeGroup, action, instanceId, new Made());
    }

    /** The same run with other bounds for its calls. */
    Run with(Retry other) {
        return new Run(ports, other, log, nodeGroup, action, instanceId, made);
    }
}
