package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.NodeGroup;

/** What all parts of one run share: for whom it is, and how it reaches the world. */
record Run(
        Ports ports,
        Retry retry,
        RunLog log,
        NodeGroup group,
        LifecycleAction action,
        String instanceId) {

    String nodeGroup() {
        return group.name();
    }

    /** The same run with other bounds for its calls. */
    Run with(Retry other) {
        return new Run(ports, other, log, group, action, instanceId);
    }
}
