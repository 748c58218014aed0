package io.github.multusnodes.node;

import java.util.Optional;

/**
 * A lifecycle action that waits for an answer.
 *
 * @param group the Auto Scaling group
 * @param hook the hook's name
 * @param token names this very action; without it the instance does
 */
public record LifecycleAction(
        String group, String hook, Optional<String> token, String instanceId) {}
