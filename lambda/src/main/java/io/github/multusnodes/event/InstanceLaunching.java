package io.github.multusnodes.event;

import io.github.multusnodes.node.LifecycleAction;

/**
 * An instance waits before it goes into service or into the warm pool.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pools-eventbridge-events.html">
 *     Warm pool events</a>
 */
public record InstanceLaunching(
        LifecycleAction action, String instanceId, Place origin, Place destination)
        implements LifecycleEvent {

    /** It is being prepared for later; the hook will fire again when it is taken into service. */
    public boolean entersWarmPool() {
        return destination == Place.WARM_POOL;
    }

    /** It was prepared before, so it may have its interfaces already. */
    public boolean leavesWarmPool() {
        return origin == Place.WARM_POOL;
    }
}
