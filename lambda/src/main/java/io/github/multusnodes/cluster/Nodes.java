package io.github.multusnodes.cluster;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import io.github.multusnodes.drain.ClusterNode;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Nodes of the API in our words, our notes on them, and the merge patches that change both. */
final class Nodes {

    /** When our drain of it began. */
    private static final String DRAIN_STARTED = "multus-nodes/drain-started";

    /** It was drained on its way into the warm pool. */
    private static final String PARKED = "multus-nodes/parked";

    private Nodes() {}

    /**
     * The node itself.
     *
     * @throws IllegalArgumentException if it has no name
     */
    static V1Node readable(V1Node node) {
        Part.required(meta(node).getName(), "metadata.name");
        return node;
    }

    static ClusterNode of(V1Node node) {
        return new ClusterNode(
                Part.required(meta(node).getName(), "metadata.name"),
                isCordoned(node),
                note(node, DRAIN_STARTED).flatMap(Nodes::instant));
    }

    /** As at the end of {@code aws:///us-west-2a/i-0a}. */
    static Optional<String> instanceId(V1Node node) {
        return spec(node)
                .map(V1NodeSpec::getProviderID)
                .map(id -> id.substring(id.lastIndexOf('/') + 1));
    }

    static boolean isParked(V1Node node) {
        return isCordoned(node) && note(node, PARKED).filter("true"::equals).isPresent();
    }

    static JsonObject cordon(Instant drainStarted) {
        return patch(
                notes(new JsonPrimitive(drainStarted.toString()), JsonNull.INSTANCE),
                new JsonPrimitive(true));
    }

    static JsonObject park() {
        return patch(notes(JsonNull.INSTANCE, new JsonPrimitive("true")), new JsonPrimitive(true));
    }

    /** The server refuses it once the node has changed. */
    static JsonObject uncordon(V1Node seen) {
        JsonObject metadata = notes(JsonNull.INSTANCE, JsonNull.INSTANCE);
        metadata.addProperty("resourceVersion", meta(seen).getResourceVersion());
        return patch(metadata, JsonNull.INSTANCE);
    }

    private static JsonObject notes(JsonElement drainStarted, JsonElement parked) {
        JsonObject annotations = new JsonObject();
        annotations.add(DRAIN_STARTED, drainStarted);
        annotations.add(PARKED, parked);
        JsonObject metadata = new JsonObject();
        metadata.add("annotations", annotations);
        return metadata;
    }

    private static JsonObject patch(JsonObject metadata, JsonElement unschedulable) {
        JsonObject spec = new JsonObject();
        spec.add("unschedulable", unschedulable);
        JsonObject patch = new JsonObject();
        patch.add("metadata", metadata);
        patch.add("spec", spec);
        return patch;
    }

    private static boolean isCordoned(V1Node node) {
        return spec(node).map(V1NodeSpec::getUnschedulable).orElse(false);
    }

    private static Optional<String> note(V1Node node, String name) {
        return Optional.ofNullable(meta(node).getAnnotations()).map(all -> all.get(name));
    }

    /** A note that somebody has made unreadable counts as none: the drain starts again. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static V1ObjectMeta meta(V1Node node) {
        return Part.required(node.getMetadata(), "metadata");
    }

    private static Optional<V1NodeSpec> spec(V1Node node) {
        return Optional.ofNullable(node.getSpec());
    }
}
