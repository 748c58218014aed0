package io.github.multusnodes.event;

/**
 * A message that cannot be read. It is an event like the others, so that it does not stop the rest
 * of its batch.
 *
 * @param problem what is wrong, and what of the action could be read
 */
public record Malformed(MalformedEventException problem) implements LifecycleEvent {}
