package io.github.multusnodes.reading;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one JSON object by its known keys and notes what is wrong with it. A read that notes a
 * violation answers with the default or with nothing, so that the caller can read on.
 */
public final class ObjectReader {

    private final String path;
    private final JsonObject json;
    private final Violations violations;

    /**
     * Notes unknown and repeated keys at once.
     *
     * @param path where the object stands; empty for a whole file
     */
    public ObjectReader(String path, JsonObject json, List<String> known, Violations violations) {
        this.path = path;
        this.json = json;
        this.violations = violations;
        Set<String> seen = new HashSet<>();
        for (String key : json.names()) {
            if (!known.contains(key)) {
                violations.add(
                        path.isEmpty() ? "the file" : path,
                        "an object with the key " + Violation.quoted(key),
                        "the keys " + String.join(", ", known),
                        "Remove the key or mend its spelling.");
            }
            if (!seen.add(key)) {
                violations.add(
                        path.isEmpty() ? "the file" : path,
                        "an object with the key " + Violation.quoted(key) + " twice",
                        "each key once",
                        "Remove one of the two.");
            }
        }
    }

    /** Where a key of this object stands. */
    public String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    public Optional<String> text(String key, String allowed, String advice) {
        return get(key).flatMap(
                        value -> {
                            if (value.isString()) {
                                return Optional.of(value.asString());
                            }
                            violations.add(path(key), value.toString(), allowed, advice);
                            return Optional.empty();
                        });
    }

    /** A whole number within bounds; nothing where it is absent or wrong. */
    public Optional<Integer> wholeNumber(String key, int min, int max, String advice) {
        return get(key).flatMap(
                        value -> {
                            Optional<Integer> number = toInt(value);
                            if (number.isPresent() && number.get() >= min && number.get() <= max) {
                                return number;
                            }
                            String allowed = wholeNumbers(min, max);
                            violations.add(path(key), value.toString(), allowed, advice);
                            return Optional.empty();
                        });
    }

    public boolean flag(String key, boolean fallback, String advice) {
        Optional<JsonValue> value = get(key);
        if (value.isPresent() && !value.get().isBoolean()) {
            violations.add(path(key), value.get().toString(), "true or false", advice);
            return fallback;
        }
        return value.map(JsonValue::asBoolean).orElse(fallback);
    }

    /** The texts of a list, empty where it is absent; anything else in it is noted. */
    public List<String> texts(String key, String allowed, String advice) {
        List<String> texts = new ArrayList<>();
        Optional<JsonValue> value = get(key);
        if (value.isEmpty()) {
            return texts;
        }
        if (!value.get().isArray()) {
            violations.add(path(key), value.get().toString(), allowed, advice);
            return texts;
        }
        int place = 0;
        for (JsonValue item : value.get().asArray()) {
            if (item.isString()) {
                texts.add(item.asString());
            } else {
                String itemPath = path(key) + "[" + place + "]";
                violations.add(itemPath, item.toString(), "text", advice);
            }
            place++;
        }
        return texts;
    }

    /** A nested object, empty where it is absent or no object. */
    public ObjectReader object(String key, List<String> known) {
        Optional<JsonValue> value = get(key);
        if (value.isPresent() && !value.get().isObject()) {
            violations.add(
                    path(key),
                    value.get().toString(),
                    "an object with the keys " + String.join(", ", known),
                    "Write it in braces, or leave it out.");
            value = Optional.empty();
        }
        JsonObject nested = value.map(JsonValue::asObject).orElseGet(JsonObject::new);
        return new ObjectReader(path(key), nested, known, violations);
    }

    /** The keys that stand in it. */
    public List<String> names() {
        return json.names();
    }

    public Optional<JsonValue> get(String key) {
        return Optional.ofNullable(json.get(key));
    }

    public static String wholeNumbers(int min, int max) {
        return min == max ? String.valueOf(min) : "a whole number from " + min + " to " + max;
    }

    private static Optional<Integer> toInt(JsonValue value) {
        return Optional.of(value)
                .filter(JsonValue::isNumber)
                .map(JsonValue::toString)
                .filter(digits -> digits.matches("-?[0-9]{1,9}"))
                .map(Integer::valueOf);
    }
}
