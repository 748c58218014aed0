package io.github.multusnodes.infra.config;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Every key that the schema has, in its order. */
record SchemaKeys(JsonNode schema) {

    /**
     * One key.
     *
     * @param path with {@code []} for each item of a list and {@code <zone>} or {@code <type>} for
     *     keys of the user's own
     */
    record Key(String path, JsonNode its, boolean required) {

        /** A row of the reference table. */
        String row() {
            return "| `%s` | %s | %s | %s |"
                    .formatted(
                            path,
                            value(its),
                            required ? "required" : byDefault(),
                            its.path("description").asText());
        }

        private String byDefault() {
            return its.has("default") ? "`" + its.path("default").asText() + "`" : "–";
        }
    }

    List<Key> all() {
        List<Key> keys = new ArrayList<>();
        walk("", schema, keys);
        return keys;
    }

    /** The objects with keys of our own, by their paths. */
    Map<String, List<String>> objects() {
        return all().stream()
                .collect(
                        Collectors.groupingBy(
                                key -> parent(key.path()),
                                Collectors.mapping(
                                        key ->
                                                key.path()
                                                        .substring(key.path().lastIndexOf('.') + 1),
                                        Collectors.toList())));
    }

    private static String parent(String path) {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    private static void walk(String path, JsonNode node, List<Key> keys) {
        node.path("properties")
                .properties()
                .forEach(
                        entry -> {
                            String key =
                                    path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                            keys.add(
                                    new Key(key, entry.getValue(), requires(node, entry.getKey())));
                            descend(key, entry.getValue(), keys);
                        });
    }

    private static void descend(String path, JsonNode value, List<Key> keys) {
        value.path("oneOf").forEach(choice -> descend(path, choice, keys));
        walk(path, value, keys);
        if (isObject(value.path("items"))) {
            walk(path + "[]", value.path("items"), keys);
        }
        JsonNode others = value.path("additionalProperties");
        if (isObject(others)) {
            walk(path + (value.has("propertyNames") ? ".<zone>" : ".<type>"), others, keys);
        }
    }

    private static boolean isObject(JsonNode schema) {
        return schema.path("type").asText().equals("object");
    }

    private static boolean requires(JsonNode node, String key) {
        return StreamSupport.stream(node.path("required").spliterator(), false)
                .anyMatch(required -> required.asText().equals(key));
    }

    private static String value(JsonNode its) {
        if (its.has("oneOf")) {
            return StreamSupport.stream(its.path("oneOf").spliterator(), false)
                    .map(SchemaKeys::value)
                    .collect(Collectors.joining(" or "));
        }
        if (its.has("enum")) {
            return StreamSupport.stream(its.path("enum").spliterator(), false)
                    .map(one -> "`" + one.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return switch (its.path("type").asText()) {
            case "string" -> "text";
            case "boolean" -> "`true` or `false`";
            case "integer" ->
                    its.has("maximum")
                            ? its.path("minimum").asText() + " to " + its.path("maximum").asText()
                            : "whole number";
            case "array" -> "list of " + (isObject(its.path("items")) ? "objects" : "texts");
            case "object" -> object(its);
            default -> throw new AssertionError(its.toString());
        };
    }

    private static String object(JsonNode its) {
        if (its.has("propertyNames")) {
            return "by zone";
        }
        JsonNode others = its.path("additionalProperties");
        if (isObject(others)) {
            return "by type";
        }
        return others.isObject() ? "map of texts" : "object";
    }
}
