package io.github.multusnodes.infra.iam;

import static java.util.Comparator.comparing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A statement of a policy that allows something. */
record Statement(
        String sid, Set<String> actions, List<String> resources, List<Condition> conditions) {

    private static final Set<String> ELEMENTS =
            Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    Statement {
        actions = Set.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = conditions.stream().sorted(comparing(Condition::toString)).toList();
    }

    /**
     * A statement of a template whose values are resolved.
     *
     * @throws IllegalArgumentException if it has an element that is not known here
     */
    static Statement of(Map<?, ?> json) {
        if (!ELEMENTS.containsAll(json.keySet()) || !"Allow".equals(json.get("Effect"))) {
            throw new IllegalArgumentException("Not known here: " + json);
        }
        List<Condition> conditions = new ArrayList<>();
        if (json.get("Condition") instanceof Map<?, ?> operators) {
            operators.forEach(
                    (operator, keys) ->
                            ((Map<?, ?>) keys)
                                    .forEach(
                                            (key, values) ->
                                                    conditions.add(
                                                            new Condition(
                                                                    operator.toString(),
                                                                    key.toString(),
                                                                    texts(values)))));
        }
        return new Statement(
                String.valueOf(json.get("Sid")),
                new TreeSet<>(texts(json.get("Action"))),
                texts(json.get("Resource")),
                conditions);
    }

    boolean allows(Request request) {
        return actions.contains(request.action())
                && resources.stream().anyMatch(its -> Glob.matchesArn(its, request.resource()))
                && conditions.stream().allMatch(its -> its.holds(request));
    }

    Statement without(String action) {
        Set<String> left = new TreeSet<>(actions);
        left.remove(action);
        return new Statement(sid, left, resources, conditions);
    }

    Statement without(Condition condition) {
        return new Statement(
                sid,
                actions,
                resources,
                conditions.stream().filter(its -> !its.equals(condition)).toList());
    }

    Statement onAnything() {
        return new Statement(sid, actions, List.of("*"), conditions);
    }

    /** A policy may have one text where it may have a list. */
    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> List.of(text);
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> throw new IllegalArgumentException("No text: " + value);
        };
    }
}
