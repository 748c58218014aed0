package io.github.multusnodes.plan;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads members of an answer as the AWS CLI writes it. */
final class SavedJson {

    private SavedJson() {}

    /** The objects of a list; none where it is missing. */
    static Stream<JsonObject> items(JsonObject json, String list) {
        JsonValue value = json.get(list);
        return value == null
                ? Stream.empty()
                : StreamSupport.stream(value.asArray().spliterator(), false)
                        .map(JsonValue::asObject);
    }

    /** One text of each object of a list. */
    static Stream<String> texts(JsonObject json, String list, String key) {
        return items(json, list).map(item -> text(item, key));
    }

    /** Empty where it is missing or null. */
    static String text(JsonObject json, String key) {
        JsonValue value = json.get(key);
        return value == null || value.isNull() ? "" : value.asString();
    }

    /**
     * An object that must be there.
     *
     * @throws IllegalArgumentException if it is missing
     */
    static JsonObject object(JsonObject json, String key) {
        return required(json, key).asObject();
    }

    /**
     * A number that must be there.
     *
     * @throws IllegalArgumentException if it is missing
     */
    static int number(JsonObject json, String key) {
        return required(json, key).asInt();
    }

    private static JsonValue required(JsonObject json, String key) {
        JsonValue value = json.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
