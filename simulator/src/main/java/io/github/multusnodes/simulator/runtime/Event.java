package io.github.multusnodes.simulator.runtime;

import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

/**
 * An event on the bus.
 *
 * @param id its own id; a duplicate has the same
 * @param detailType what rules match first, as {@code EC2 Instance-launch Lifecycle Action}
 * @param hookName the lifecycle hook it is about; empty if it is about none
 * @param json the whole event as a function receives it
 */
public record Event(String id, String detailType, String hookName, String json) {

    /** The event that EventBridge makes of a notice. */
    public static Event of(LifecycleNotice notice) {
        return new Event(
                notice.id(), notice.detailType(), notice.hook(), notice.toEventBridgeJson());
    }
}
