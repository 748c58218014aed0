package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** The tags of every resource that can have some, found by the resource's id. */
public final class Tags {

    private static final int MOST = 50;

    private final Map<String, Kind<?>> kinds = new HashMap<>();

    <V> Tags with(
            String prefix,
            Directory<V> directory,
            Function<V, Map<String, String>> tags,
            BiFunction<V, Map<String, String>, V> withTags) {
        kinds.put(prefix, new Kind<>(directory, tags, withTags));
        return this;
    }

    /** Adds tags to resources, or replaces their values. */
    public void create(List<String> ids, Map<String, String> tags) {
        ids.forEach(id -> requireFew(kind(id).after(id, its -> its.putAll(tags))));
        ids.forEach(id -> kind(id).change(id, its -> its.putAll(tags)));
    }

    /**
     * Takes tags from resources; unknown keys do no harm.
     *
     * @param keys with the value a tag must have to go, if any
     */
    public void delete(List<String> ids, Map<String, Optional<String>> keys) {
        ids.forEach(id -> kind(id).directory().require(id));
        ids.forEach(
                id ->
                        kind(id).change(
                                        id,
                                        its ->
                                                keys.forEach(
                                                        (key, value) -> remove(its, key, value))));
    }

    /**
     * Refuses more tags than a resource can have; those of AWS's own do not count.
     *
     * @throws Refusal {@code TagLimitExceeded}
     */
    public static void requireFew(Map<String, String> tags) {
        long own = tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count();
        if (own > MOST) {
            throw Refusal.of(
                    "TagLimitExceeded",
                    "The maximum number of tags for a resource is " + MOST + ", not " + own);
        }
    }

    private static void remove(Map<String, String> tags, String key, Optional<String> value) {
        if (value.isEmpty() || value.get().equals(tags.get(key))) {
            tags.remove(key);
        }
    }

    private Kind<?> kind(String id) {
        Kind<?> kind = kinds.get(id.substring(0, Math.max(id.lastIndexOf('-'), 0)));
        if (kind == null) {
            throw Refusal.of("InvalidID", "The ID '" + id + "' is not valid");
        }
        return kind;
    }

    private record Kind<V>(
            Directory<V> directory,
            Function<V, Map<String, String>> tags,
            BiFunction<V, Map<String, String>, V> withTags) {

        Map<String, String> after(String id, Consumer<Map<String, String>> how) {
            Map<String, String> changed = new LinkedHashMap<>(tags.apply(directory.require(id)));
            how.accept(changed);
            return changed;
        }

        void change(String id, Consumer<Map<String, String>> how) {
            directory.put(id, withTags.apply(directory.require(id), after(id, how)));
        }
    }
}
