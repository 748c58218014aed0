package io.github.multusnodes.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.multusnodes.settings.Settings;
import io.github.multusnodes.settings.SweepSettings;
import io.github.multusnodes.settings.TerminateSettings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A function of a template, nothing in it left to be worked out.
 *
 * @param properties of the resource
 */
public record DeclaredFunction(JsonNode properties) {

    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        properties
                .at("/Environment/Variables")
                .properties()
                .forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
        return variables;
    }

    /** Whether a class serves it, by its name without the package. */
    public boolean serves(String handler) {
        return handler().endsWith("." + handler);
    }

    /** Loads the class that serves it. */
    public void loadHandler() throws ClassNotFoundException {
        Class.forName(handler(), false, getClass().getClassLoader());
    }

    private String handler() {
        return properties.path("Handler").asText().replaceFirst("::.*", "");
    }

    /** Reads its settings as the handler does, which throws if it cannot. */
    public void readSettings() {
        String handler = handler();
        switch (handler.substring(handler.lastIndexOf('.') + 1)) {
            case "LaunchHookHandler" -> Settings.read(environment());
            case "TerminateHookHandler" -> TerminateSettings.read(environment());
            case "SweepHandler" -> SweepSettings.read(environment());
            case "ReservationHandler", "ClusterHandler" -> assertThat(environment()).isEmpty();
            default ->
                    throw new AssertionError(handler + " has settings of its own: read them here");
        }
    }
}
