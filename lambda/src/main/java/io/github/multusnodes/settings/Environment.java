package io.github.multusnodes.settings;

import java.util.Map;
import java.util.Optional;

/** Environment variables, with the blank ones left out. */
final class Environment {

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
