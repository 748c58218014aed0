package io.github.multusnodes.simulator.scenario;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How Auto Scaling behaves where AWS's documents leave it open, or contradict what was seen.
 *
 * @param launchEvents when the event of a launch is sent
 * @param routes which lifecycle events tell {@code Origin} and {@code Destination}
 * @param hooked which unusual ends meet the group's terminate hooks all the same
 * @param evaluation from a change until the group acts on it
 * @param proceeding how long an instance stays in a {@code …:Proceed} state
 * @param noticing from an instance's failure, or its mark as unhealthy, until the group replaces it
 * @param firstRetry the wait after the second failed launch in a row (the first is replaced at
 *     once); doubled by every further one
 * @param longestRetry the longest wait between failing launches
 */
public record AutoScalingSettings(
        LaunchEvents launchEvents,
        Routes routes,
        Set<UnusualEnd> hooked,
        Duration evaluation,
        Duration proceeding,
        Duration noticing,
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

    /** How an instance may end but by its group's own wish while it is in service. */
    public enum UnusualEnd {
        /** Its launch was abandoned, or it broke before it was in service. */
        FAILED_LAUNCH,
        /** EC2 ended it: a Spot reclaim, a termination from outside. */
        ENDED_BY_EC2,
        /** Its group, or its warm pool, is deleted by force. */
        FORCED_DELETE
    }

    public AutoScalingSettings {
        hooked = Set.copyOf(hooked);
    }

    /** Groups act at once; what failed is tried again after 15 s at first, 15 min at most. */
    public static AutoScalingSettings plain() {
        return new AutoScalingSettings(
                LaunchEvents.ONCE_RUNNING,
                Routes.WITH_WARM_POOL,
                Set.of(UnusualEnd.FAILED_LAUNCH),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(15),
                Duration.ofMinutes(15));
    }

    /** Groups take a second for each step, and a minute to notice a failure. */
    public static AutoScalingSettings realistic() {
        return plain().withPaces(Duration.ofSeconds(1), Duration.ofSeconds(1))
                .withNoticing(Duration.ofMinutes(1));
    }

    /** The same with launch events at another moment. */
    public AutoScalingSettings withLaunchEvents(LaunchEvents other) {
        return new AutoScalingSettings(
                other, routes, hooked, evaluation, proceeding, noticing, firstRetry, longestRetry);
    }

    /** The same with routes in other events. */
    public AutoScalingSettings withRoutes(Routes other) {
        return new AutoScalingSettings(
                launchEvents,
                other,
                hooked,
                evaluation,
                proceeding,
                noticing,
                firstRetry,
                longestRetry);
    }

    /** The same with or without terminate hooks for instances that end in such a way. */
    public AutoScalingSettings withTerminateHooks(UnusualEnd end, boolean wanted) {
        Set<UnusualEnd> other = EnumSet.noneOf(UnusualEnd.class);
        other.addAll(hooked);
        if (wanted) {
            other.add(end);
        } else {
            other.remove(end);
        }
        return new AutoScalingSettings(
                launchEvents,
                routes,
                other,
                evaluation,
                proceeding,
                noticing,
                firstRetry,
                longestRetry);
    }

    /** The same with other times between a group's steps. */
    public AutoScalingSettings withPaces(Duration otherEvaluation, Duration otherProceeding) {
        return new AutoScalingSettings(
                launchEvents,
                routes,
                hooked,
                otherEvaluation,
                otherProceeding,
                noticing,
                firstRetry,
                longestRetry);
    }

    /** The same with groups that take so long to notice that an instance failed. */
    public AutoScalingSettings withNoticing(Duration other) {
        return new AutoScalingSettings(
                launchEvents,
                routes,
                hooked,
                evaluation,
                proceeding,
                other,
                firstRetry,
                longestRetry);
    }
}
