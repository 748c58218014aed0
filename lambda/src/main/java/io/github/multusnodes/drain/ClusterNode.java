package io.github.multusnodes.drain;

import java.time.Instant;
import java.util.Optional;

/**
 * An instance as the cluster knows it.
 *
 * @param unschedulable whether it is cordoned, by us or by somebody else
 * @param drainStarted when our drain of it began, as noted on the node itself
 */
public record ClusterNode(String name, boolean unschedulable, Optional<Instant> drainStarted) {}
