package io.github.multusnodes.infra.iam;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Puts values into a template, as CloudFormation does. */
record Resolver(Map<String, Object> references) {

    /**
     * The same without intrinsic functions.
     *
     * @throws IllegalArgumentException if there is a function or a name that is not known here
     */
    Object resolve(Object template) {
        return switch (template) {
            case Map<?, ?> map when map.containsKey("Ref") -> reference(map.get("Ref"));
            case Map<?, ?> map when map.get("Fn::Join") instanceof List<?> join -> join(join);
            case Map<?, ?> map when function(map) ->
                    throw new IllegalArgumentException("Not known here: " + map);
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey,
                                            its ->
                                                    resolve(
                                                            Objects.requireNonNull(
                                                                    its.getValue()))));
            case List<?> list ->
                    list.stream().map(its -> resolve(Objects.requireNonNull(its))).toList();
            default -> template;
        };
    }

    private static boolean function(Map<?, ?> map) {
        return map.keySet().stream().anyMatch(key -> key.toString().startsWith("Fn::"));
    }

    private Object reference(@Nullable Object name) {
        Object value = references.get(String.valueOf(name));
        if (value == null) {
            throw new IllegalArgumentException("Nobody knows " + name);
        }
        return value;
    }

    private String join(List<?> join) {
        List<?> parts = (List<?>) join.get(1);
        return parts.stream()
                .map(its -> String.valueOf(resolve(its)))
                .collect(Collectors.joining(String.valueOf(join.getFirst())));
    }
}
