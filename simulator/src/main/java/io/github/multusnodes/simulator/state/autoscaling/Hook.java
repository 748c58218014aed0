package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;

import java.time.Duration;
import java.util.Optional;

/**
 * A lifecycle hook of a group.
 *
 * @param heartbeatTimeout how long an instance waits without a sign of life; 30 s to 2 h
 * @param defaultResult what counts when that time is over
 * @param target where to send SNS or SQS notifications; stored, never sent to
 */
public record Hook(
        String group,
        String name,
        Transition transition,
        Duration heartbeatTimeout,
        HookResult defaultResult,
        Optional<String> metadata,
        Optional<Target> target) {

    /** The timeout of a hook that names none. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration LONGEST_IN_ALL = Duration.ofDays(2);
    private static final int MOST_HEARTBEATS = 100;

    /** A notification target and the role to reach it with. */
    public record Target(String arn, Optional<String> roleArn) {}

    /**
     * Checks the timeout.
     *
     * @throws Refusal {@code ValidationError} if it is out of bounds
     */
    public Hook {
        if (heartbeatTimeout.compareTo(SHORTEST) < 0 || heartbeatTimeout.compareTo(LONGEST) > 0) {
            throw Refusal.of(
                    "ValidationError",
                    "Heartbeat timeout "
                            + heartbeatTimeout.toSeconds()
                            + " of lifecycle hook '"
                            + name
                            + "' is invalid: give "
                            + SHORTEST.toSeconds()
                            + " to "
                            + LONGEST.toSeconds()
                            + " seconds");
        }
    }

    /** The longest an instance can wait, however many heartbeats come: 100 timeouts, 48 h. */
    public Duration globalTimeout() {
        Duration all = heartbeatTimeout.multipliedBy(MOST_HEARTBEATS);
        return all.compareTo(LONGEST_IN_ALL) < 0 ? all : LONGEST_IN_ALL;
    }
}
