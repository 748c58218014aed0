package io.github.multusnodes.event;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.node.LifecycleAction;

import java.util.Optional;
import java.util.function.Predicate;

/** The fields of one JSON object; what is missing or of another type is a typed failure. */
final class Fields {

    private static final String MISSING = "missing";

    private final String prefix;
    private final JsonObject json;
    private final Optional<LifecycleAction> waitingLaunch;

    Fields(String prefix, JsonObject json) {
        this(prefix, json, Optional.empty());
    }

    private Fields(String prefix, JsonObject json, Optional<LifecycleAction> waitingLaunch) {
        this.prefix = prefix;
        this.json = json;
        this.waitingLaunch = waitingLaunch;
    }

    /** The same fields, with each failure carrying the action that still waits. */
    Fields answerableBy(Optional<LifecycleAction> waiting) {
        return new Fields(prefix, json, waiting);
    }

    String path(String name) {
        return prefix + name;
    }

    boolean has(String name) {
        return json.get(name) != null;
    }

    String text(String name) {
        return get(name, "text", JsonValue::isString).asString();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** The text if it is there and passes, else nothing; never a failure. */
    Optional<String> textIf(String name, Predicate<String> good) {
        return Optional.ofNullable(json.get(name))
                .filter(JsonValue::isString)
                .map(JsonValue::asString)
                .filter(good);
    }

    String text(String name, Predicate<String> good, String allowed) {
        String text = text(name);
        if (!good.test(text)) {
            throw malformed(name, '"' + text + '"', allowed);
        }
        return text;
    }

    Fields object(String name) {
        JsonObject nested = get(name, "an object", JsonValue::isObject).asObject();
        return new Fields(prefix + name + ".", nested, waitingLaunch);
    }

    JsonArray list(String name) {
        return get(name, "a list", JsonValue::isArray).asArray();
    }

    MalformedEventException malformed(String name, String value, String allowed) {
        return new MalformedEventException(path(name), value, allowed, waitingLaunch);
    }

    private JsonValue get(String name, String type, Predicate<JsonValue> isType) {
        JsonValue value = json.get(name);
        if (value == null) {
            throw malformed(name, MISSING, type);
        }
        if (!isType.test(value)) {
            throw malformed(name, value.toString(), type);
        }
        return value;
    }
}
