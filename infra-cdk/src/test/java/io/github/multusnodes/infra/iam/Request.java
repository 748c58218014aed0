package io.github.multusnodes.infra.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that a policy must allow. A call asks for one per resource, and needs all of them.
 *
 * @param action with its service, as in policies
 * @param resource an ARN, or {@code *} for an action without resources
 * @param context the values of condition keys
 */
record Request(String action, String resource, Map<String, List<String>> context) {

    Request {
        context = Map.copyOf(context);
    }

    Request on(String otherResource) {
        return new Request(action, otherResource, context);
    }

    Request with(String key, String... values) {
        Map<String, List<String>> changed = new TreeMap<>(context);
        changed.put(key, List.of(values));
        return new Request(action, resource, changed);
    }

    Request without(String key) {
        Map<String, List<String>> changed = new TreeMap<>(context);
        changed.remove(key);
        return new Request(action, resource, changed);
    }

    boolean has(String key) {
        return context.containsKey(key);
    }

    List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }

    /** The value of a key that has one at most. */
    Optional<String> value(String key) {
        List<String> values = values(key);
        if (values.size() > 1) {
            throw new IllegalStateException(key + " has several values: " + values);
        }
        return values.stream().findFirst();
    }

    @Override
    public String toString() {
        return action + " on " + resource + " with " + new TreeMap<>(context);
    }
}
