package io.github.multusnodes.simulator.report;

import java.time.Duration;
import java.util.List;

/**
 * A node, how it came up and what it got.
 *
 * @param name for people, as {@code node 1}
 * @param states its lifecycle states, in order
 * @param interfaces ordered by device index
 */
public record NodeReport(
        String name,
        String instanceId,
        String zone,
        List<Reached> states,
        List<InterfaceReport> interfaces) {

    /**
     * A lifecycle state and when it was reached.
     *
     * @param at from the start of the run
     */
    public record Reached(String state, Duration at) {}

    public NodeReport {
        states = List.copyOf(states);
        interfaces = List.copyOf(interfaces);
    }

    /** From the moment the node began to wait for its hook until the interface was ready. */
    public Duration took(InterfaceReport its) {
        return states.stream()
                .filter(reached -> reached.state().endsWith(":Wait"))
                .findFirst()
                .map(waiting -> its.ready().minus(waiting.at()))
                .orElse(Duration.ZERO);
    }
}
