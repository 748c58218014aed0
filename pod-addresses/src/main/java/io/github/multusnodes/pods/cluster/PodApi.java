package io.github.multusnodes.pods.cluster;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The pods of one node, from the API server. A list is asked for in one: cut into pages it would be
 * read from the store of the whole cluster, in one it comes from the API server's memory, by node.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">Kubernetes API
 *     Concepts: efficient detection of changes</a>
 */
final class PodApi {

    private static final String PATH = "/api/v1/pods";

    /** Of lists, events of a watch, and Status objects, besides those of pods. */
    private static final Set<String> KEYS =
            with(
                    PodReader.KEYS,
                    List.of("items", "resourceVersion", "type", "object", "message", "code"));

    private final ApiServer lists;
    private final ApiServer watches;
    private final String node;

    /**
     * @param watches waits for what comes longer than a watch lasts
     */
    PodApi(ApiServer lists, ApiServer watches, String node) {
        this.lists = lists;
        this.watches = watches;
        this.node = node;
    }

    /**
     * The pods that {@link PodReader} does not leave out, by their uid.
     *
     * @param version from which a watch can go on
     */
    record Listed(String version, Map<String, NodePod> pods) {
        Listed {
            pods = Collections.unmodifiableMap(new LinkedHashMap<>(pods));
        }
    }

    /** All that are there now, whatever any cache says. */
    Listed list() {
        JsonValue answer = lists.get(PATH, Map.of("fieldSelector", selector()), KEYS);
        JsonValue items = member(answer, "items");
        if (!items.isArray()) {
            throw new ClusterFailure(Kind.BROKEN, "GET " + PATH, "the answer is no list of pods");
        }
        Map<String, NodePod> pods = new LinkedHashMap<>();
        for (JsonValue item : items.asArray()) {
            PodReader.read(item).ifPresent(pod -> pods.put(pod.uid(), pod));
        }
        return new Listed(version(answer), pods);
    }

    /**
     * Hands out what happens from a version on, until the API server ends it.
     *
     * @throws ClusterFailure if it breaks off, or cannot be read
     * @throws Expired if the version is too old
     */
    void watch(String version, Duration most, Consumer<WatchEvent> heard) {
        Map<String, String> query =
                Map.of(
                        "fieldSelector",
                        selector(),
                        "watch",
                        "true",
                        "resourceVersion",
                        version,
                        "timeoutSeconds",
                        Long.toString(most.toSeconds()),
                        "allowWatchBookmarks",
                        "true");
        watches.get(PATH, query, lines -> follow(lines, heard));
    }

    private String selector() {
        return "spec.nodeName=" + node;
    }

    private static boolean follow(BufferedReader lines, Consumer<WatchEvent> heard)
            throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard.accept(event(Sieve.read(new StringReader(line), KEYS)));
        }
        return true;
    }

    private static WatchEvent event(JsonValue line) {
        JsonValue object = member(line, "object");
        return switch (string(member(line, "type"))) {
            case "ADDED", "MODIFIED" ->
                    new WatchEvent(
                            version(object),
                            Optional.of(PodReader.uid(object)),
                            PodReader.read(object));
            case "DELETED" ->
                    new WatchEvent(
                            version(object), Optional.of(PodReader.uid(object)), Optional.empty());
            case "BOOKMARK" -> new WatchEvent(version(object), Optional.empty(), Optional.empty());
            case "ERROR" -> throw error(object);
            default ->
                    throw new ClusterFailure(
                            Kind.BROKEN, "watch of " + PATH, "what is told is no event: " + line);
        };
    }

    /** What has been said by HTTP status until the stream began is said by an object within it. */
    private static RuntimeException error(JsonValue status) {
        JsonValue code = member(status, "code");
        return ApiServer.refused(
                "watch of " + PATH,
                code.isNumber() ? (int) code.asDouble() : 500,
                string(member(status, "message")));
    }

    private static String version(JsonValue of) {
        String version = string(member(member(of, "metadata"), "resourceVersion"));
        if (version.isEmpty()) {
            throw new ClusterFailure(
                    Kind.BROKEN, "GET " + PATH, "the answer has no metadata.resourceVersion");
        }
        return version;
    }

    private static JsonValue member(JsonValue of, String name) {
        JsonValue its = of.isObject() ? of.asObject().get(name) : null;
        return its == null ? Json.NULL : its;
    }

    private static String string(JsonValue value) {
        return value.isString() ? value.asString() : "";
    }

    private static Set<String> with(Set<String> some, List<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }
}
