package io.github.multusnodes.simulator.runtime;

/**
 * A run of a function to be made.
 *
 * @param requestId stays the same when an event is run again after a failure
 * @param event the event's JSON
 */
public record Invocation(String requestId, String event) {}
