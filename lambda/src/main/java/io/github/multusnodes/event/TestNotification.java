package io.github.multusnodes.event;

/**
 * Sent once when a hook is given a notification target. No action waits.
 *
 * @param group name of the Auto Scaling group
 */
public record TestNotification(String group) implements LifecycleEvent {}
