package io.github.multusnodes.pods.agent;

import java.time.Duration;

/**
 * How often an agent does what.
 *
 * @param gathering from a change of pods to the round: those that come together are one call
 * @param looking from one look at instance metadata to the next, where nothing has changed
 * @param asking from one look at EC2 to the next, where nothing is in doubt
 * @param releasing from one release to the next at the soonest, so that one call takes many
 */
public record Pace(Duration gathering, Duration looking, Duration asking, Duration releasing) {

    /** What suits most nodes. */
    public static Pace usual() {
        return new Pace(
                Duration.ofMillis(300),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1));
    }
}
