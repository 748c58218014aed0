package io.github.multusnodes.simulator.runtime;

/**
 * A line that a function's process wrote, to its standard output or error.
 *
 * @param requestId the run it was written in, or the first run after an initialisation
 */
public record LogLine(String environment, String requestId, String text) {}
