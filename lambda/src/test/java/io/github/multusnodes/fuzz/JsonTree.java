package io.github.multusnodes.fuzz;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import java.util.ArrayList;
import java.util.List;

/** Changes one node of a JSON text; a text in it that is JSON itself is gone into as well. */
final class JsonTree {

    private static final int DEEP = 900;
    private static final int TOO_DEEP = 5_000;

    private final Change change;
    private final JsonValue other;
    private final int target;
    private int seen;

    private record Node(String name, JsonValue value) {}

    private JsonTree(Change change, JsonValue other, int target) {
        this.change = change;
        this.other = other;
        this.target = target;
    }

    static String changed(JsonValue json, Change change) {
        List<JsonValue> nodes = new ArrayList<>();
        collect(json, nodes);
        JsonValue other = nodes.get(change.choice() % nodes.size());
        JsonTree tree = new JsonTree(change, other, change.place() % nodes.size());
        if (change.kind() == Change.Kind.NEST && change.choice() % 3 == 2) {
            return "[".repeat(TOO_DEEP) + json + "]".repeat(TOO_DEEP);
        }
        List<Node> root = tree.visit("root", json);
        return root.isEmpty() ? "" : root.getLast().value().toString();
    }

    private static void collect(JsonValue json, List<JsonValue> into) {
        into.add(json);
        if (json.isObject()) {
            json.asObject().forEach(member -> collect(member.getValue(), into));
        } else if (json.isArray()) {
            json.asArray().forEach(item -> collect(item, into));
        }
    }

    private List<Node> visit(String name, JsonValue value) {
        if (seen++ == target) {
            return struck(name, value);
        }
        if (value.isObject()) {
            JsonObject object = new JsonObject();
            value.asObject()
                    .forEach(
                            member ->
                                    visit(member.getName(), member.getValue())
                                            .forEach(its -> object.add(its.name(), its.value())));
            return List.of(new Node(name, object));
        }
        if (value.isArray()) {
            JsonArray array = new JsonArray();
            value.asArray().forEach(item -> visit("", item).forEach(its -> array.add(its.value())));
            return List.of(new Node(name, array));
        }
        return List.of(new Node(name, value));
    }

    private List<Node> struck(String name, JsonValue value) {
        int choice = change.choice();
        boolean hasText = value.isString() && !value.asString().isEmpty();
        return switch (change.kind()) {
            case DROP -> List.of();
            case REPEAT ->
                    List.of(new Node(name, value), new Node(name, choice % 2 == 0 ? value : other));
            case RENAME -> List.of(new Node(Trees.deformed(name, choice), value));
            case NEST -> List.of(new Node(name, nested(value, choice)));
            case SWAP -> List.of(new Node(name, other));
            case DEFORM ->
                    List.of(
                            new Node(
                                    name,
                                    hasText ? deformed(value.asString()) : value(choice, value)));
            default -> List.of(new Node(name, value(choice, value)));
        };
    }

    private JsonValue deformed(String text) {
        boolean isJson = text.startsWith("{") || text.startsWith("[");
        return Json.value(
                isJson
                        ? Trees.changed(text, change.within())
                        : Trees.deformed(text, change.choice()));
    }

    private static JsonValue nested(JsonValue value, int choice) {
        if (choice % 3 == 0) {
            return Json.object().add("x", value);
        }
        return Json.parse("[".repeat(DEEP) + "]".repeat(DEEP));
    }

    private static JsonValue value(int choice, JsonValue value) {
        int kinds = 8;
        int detail = choice / kinds;
        return switch (choice % kinds) {
            case 0 -> Json.NULL;
            case 1 -> Json.value(detail % 2 == 0);
            case 2 -> number(detail);
            case 3 -> new JsonArray();
            case 4 -> new JsonObject();
            case 5 -> Json.array().add(value);
            case 6 -> Json.value(value.isString() ? value.asString() : value.toString());
            default -> Json.value(Trees.value(detail));
        };
    }

    private static JsonValue number(int choice) {
        List<String> numbers =
                List.of("0", "-1", "1.5", "1e999", "-0", "2147483648", "9".repeat(400), "1E-9");
        return Json.parse(numbers.get(choice % numbers.size()));
    }
}
