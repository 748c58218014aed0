package io.github.multusnodes.settings;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.reading.ObjectReader;
import io.github.multusnodes.reading.Violations;

import java.util.List;
import java.util.Optional;

/** Variables that hold JSON. */
final class JsonVariable {

    private JsonVariable() {}

    /** Parses a variable's text; what is no JSON is noted. */
    static Optional<JsonValue> parse(
            String name, String text, String allowed, Violations violations) {
        try {
            return Optional.of(Json.parse(text));
        } catch (ParseException e) {
            violations.add(
                    name,
                    "malformed at line %d, column %d"
                            .formatted(e.getLocation().line, e.getLocation().column),
                    allowed,
                    "Mend the JSON there: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** The object in a variable, empty where it is absent or no object. */
    static ObjectReader object(
            Environment env, String name, List<String> known, Violations violations) {
        String allowed = "a JSON object with the keys " + String.join(", ", known);
        Optional<JsonValue> json =
                env.get(name).flatMap(text -> parse(name, text, allowed, violations));
        if (json.isPresent() && !json.get().isObject()) {
            violations.add(
                    name, json.get().toString(), allowed, "Write it in braces, or leave it out.");
        }
        JsonObject object =
                json.filter(JsonValue::isObject)
                        .map(JsonValue::asObject)
                        .orElseGet(JsonObject::new);
        return new ObjectReader(name, object, known, violations);
    }
}
