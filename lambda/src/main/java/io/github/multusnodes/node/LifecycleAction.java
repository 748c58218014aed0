package io.github.multusnodes.node;

import java.util.Optional;

/**
 * A lifecycle action that waits for an answer. Token and instance both name it; at least one of
 * them is known.
 *
 * @param group name of the Auto Scaling group
 * @param hook name of the lifecycle hook
 * @param token 36 characters that name this one action
 */
public record LifecycleAction(
        String group, String hook, Optional<String> token, Optional<String> instanceId) {}
