package io.github.multusnodes.infra.config;

import java.util.Map;

/**
 * The variables of each function.
 *
 * @param drains whether nodes are drained
 * @param repairs whether the sweep mends nodes in service
 * @see io.github.multusnodes.settings.Settings
 */
public record Environments(
        Map<String, String> launch,
        Map<String, String> terminate,
        Map<String, String> sweep,
        boolean drains,
        boolean repairs) {

    public Environments {
        launch = Map.copyOf(launch);
        terminate = Map.copyOf(terminate);
        sweep = Map.copyOf(sweep);
    }
}
