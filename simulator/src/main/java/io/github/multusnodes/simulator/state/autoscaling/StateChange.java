package io.github.multusnodes.simulator.state.autoscaling;

import java.time.Instant;
import java.util.Optional;

/**
 * An instance of a group went from one lifecycle state to another.
 *
 * @param from absent when the instance is new
 */
public record StateChange(
        String group,
        String instanceId,
        Optional<LifecycleState> from,
        LifecycleState to,
        Instant at) {}
