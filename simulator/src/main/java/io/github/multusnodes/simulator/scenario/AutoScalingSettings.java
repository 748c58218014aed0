package io.github.multusnodes.simulator.scenario;

import java.time.Duration;

/**
 * How Auto Scaling behaves where AWS's documents leave it open.
 *
 * @param launchEvents when the event of a launch is sent
 * @param routes which lifecycle events tell {@code Origin} and {@code Destination}
 * @param terminateHooksAfterFailedLaunch whether an instance whose launch was abandoned, or that
 *     broke before it was in service, still meets the group's terminate hooks
 * @param evaluation from a change until the group acts on it
 * @param proceeding how long an instance stays in a {@code …:Proceed} state
 * @param firstRetry the wait after the second failed launch in a row (the first is replaced at
 *     once); doubled by every further one
 * @param longestRetry the longest wait between failing launches
 */
public record AutoScalingSettings(
        LaunchEvents launchEvents,
        Routes routes,
        boolean terminateHooksAfterFailedLaunch,
        Duration evaluation,
        Duration proceeding,
        Duration firstRetry,
        Duration longestRetry) {

    /** When the event of a launch is sent. */
    public enum LaunchEvents {
        WHILE_PENDING,
        ONCE_RUNNING
    }

    /** Which lifecycle events tell {@code Origin} and {@code Destination}. */
    public enum Routes {
        WITH_WARM_POOL,
        ALWAYS
    }

    /** Groups act at once; what failed is tried again after 15 s at first, 15 min at most. */
    public static AutoScalingSettings plain() {
        return new AutoScalingSettings(
                LaunchEvents.ONCE_RUNNING,
                Routes.WITH_WARM_POOL,
                true,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(15),
                Duration.ofMinutes(15));
    }

    /** Groups take a second for each step. */
    public static AutoScalingSettings realistic() {
        return plain().withPaces(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    /** The same with launch events at another moment. */
    public AutoScalingSettings withLaunchEvents(LaunchEvents other) {
        return new AutoScalingSettings(
                other,
                routes,
                terminateHooksAfterFailedLaunch,
                evaluation,
                proceeding,
                firstRetry,
                longestRetry);
    }

    /** The same with routes in other events. */
    public AutoScalingSettings withRoutes(Routes other) {
        return new AutoScalingSettings(
                launchEvents,
                other,
                terminateHooksAfterFailedLaunch,
                evaluation,
                proceeding,
                firstRetry,
                longestRetry);
    }

    /** The same with or without terminate hooks for instances that never came into service. */
    public AutoScalingSettings withTerminateHooksAfterFailedLaunch(boolean other) {
        return new AutoScalingSettings(
                launchEvents, routes, other, evaluation, proceeding, firstRetry, longestRetry);
    }

    /** The same with other times between a group's steps. */
    public AutoScalingSettings withPaces(Duration otherEvaluation, Duration otherProceeding) {
        return new AutoScalingSettings(
                launchEvents,
                routes,
                terminateHooksAfterFailedLaunch,
                otherEvaluation,
                otherProceeding,
                firstRetry,
                longestRetry);
    }
}
