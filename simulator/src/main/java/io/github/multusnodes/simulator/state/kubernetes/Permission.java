package io.github.multusnodes.simulator.state.kubernetes;

/**
 * A rule of a role, for the core API group.
 *
 * @param verb as {@code list}
 * @param resource as {@code pods}
 */
public record Permission(String verb, String resource) {}
