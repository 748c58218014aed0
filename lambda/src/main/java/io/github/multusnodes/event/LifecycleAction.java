package io.github.multusnodes.event;

import java.util.Optional;

/**
 * The action that waits for an answer.
 *
 * @param group name of the Auto Scaling group
 * @param hook name of the lifecycle hook
 * @param token 36 characters that name this one action; without it the instance does
 * @param instance id
 * @param metadata free text of the hook
 */
public record LifecycleAction(
        String group,
        String hook,
        Optional<String> token,
        String instance,
        Optional<String> metadata) {}
