package io.github.multusnodes.event;

import io.github.multusnodes.node.LifecycleAction;

/** An instance waits before it leaves service. */
public record InstanceTerminating(
        LifecycleAction action, String instanceId, Place origin, Place destination)
        implements LifecycleEvent {

    /** It is kept for reuse and not terminated. */
    public boolean entersWarmPool() {
        return destination == Place.WARM_POOL;
    }

    /** It was never in service since it entered the warm pool. */
    public boolean leavesWarmPool() {
        return origin == Place.WARM_POOL;
    }
}
