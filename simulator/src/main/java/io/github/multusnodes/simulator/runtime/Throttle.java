package io.github.multusnodes.simulator.runtime;

import java.time.Instant;

/** A run that was not made, for as many as are reserved were under way. */
public record Throttle(Event event, String function, Instant at) {}
