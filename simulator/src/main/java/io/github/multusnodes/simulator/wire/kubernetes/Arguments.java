package io.github.multusnodes.simulator.wire.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.wire.Door.Answer;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What a request to the API server says: in its path, its parameters and its body. */
record Arguments(RestRequest request) {

    /** A name in the path. */
    String name(String which) {
        return Route.names(request).getOrDefault(which, "");
    }

    /** A parameter; empty if it is not there. */
    String text(String parameter) {
        return query().getOrDefault(parameter, "");
    }

    /** A parameter that is a number; the fallback if it is not there. */
    int number(String parameter, int fallback) {
        String text = query().getOrDefault(parameter, "" + fallback);
        if (!text.matches("[0-9]{1,9}")) {
            throw Refused.malformed("the parameter '" + parameter + "' is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** A parameter that is a yes or a no; a no if it is not there. */
    boolean flag(String parameter) {
        return switch (text(parameter)) {
            case "true", "1" -> true;
            case "", "false", "0" -> false;
            default ->
                    throw Refused.malformed(
                            "the parameter '%s' is '%s', which is neither true nor false"
                                    .formatted(parameter, text(parameter)));
        };
    }

    /** The version from which to tell, or to list; empty if any will do. */
    OptionalLong version() {
        String text = text("resourceVersion");
        if (text.isEmpty() || text.equals("0")) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Refused.malformed("the parameter 'resourceVersion' is '" + text + "'");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** The body. */
    JsonObject body() {
        return Json.parse(request.body()).asObject();
    }

    /** Refuses parameters that are not among those known. */
    void allow(Set<String> known) {
        for (String parameter : query().keySet()) {
            if (!known.contains(parameter)) {
                throw Refused.notModelled(
                        "the parameter '%s' of %s".formatted(parameter, Route.actionOf(request)));
            }
        }
    }

    /** Refuses keys that are not among those known. */
    static void allow(JsonObject json, String what, Set<String> known) {
        for (String key : json.names()) {
            if (!known.contains(key)) {
                throw Refused.notModelled("'" + key + "' in " + what);
            }
        }
    }

    /** An object in another; an empty one if it is not there. */
    static JsonObject object(JsonObject json, String key) {
        JsonValue value = json.get(key);
        return value == null || value.isNull() ? Json.object() : value.asObject();
    }

    static Answer json(int status, JsonObject body) {
        return new Answer(status, "application/json", body.toString());
    }

    private Map<String, String> query() {
        return request.query();
    }
}
