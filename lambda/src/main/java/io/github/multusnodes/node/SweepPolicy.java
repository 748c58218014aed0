package io.github.multusnodes.node;

import java.time.Duration;
import java.util.List;

/**
 * What a sweep looks after, and how far it may go.
 *
 * @param groups names of the node group's Auto Scaling groups
 * @param launchHook name of our launch hook on each of them
 * @param terminateHook name of our terminate hook on each of them
 * @param dryRun whether it only tells what it would do
 * @param repair whether it mends nodes in service
 * @param grace how long an interface must have been seen unused before it is deleted
 * @param launchGrace how long a launch is left to its event: a burst is not to be done twice
 */
public record SweepPolicy(
        List<String> groups,
        String launchHook,
        String terminateHook,
        boolean dryRun,
        boolean repair,
        Duration grace,
        Duration launchGrace) {

    public SweepPolicy {
        groups = List.copyOf(groups);
    }

    /** The same policy, only telling. */
    public SweepPolicy dry() {
        return new SweepPolicy(groups, launchHook, terminateHook, true, repair, grace, launchGrace);
    }
}
