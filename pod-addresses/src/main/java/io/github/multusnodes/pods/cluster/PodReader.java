package io.github.multusnodes.pods.cluster;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.NodePod.Attached;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads pods as the API server sends them. */
final class PodReader {

    /** The annotation by which a pod asks for interfaces. */
    private static final String NETWORKS = "k8s.v1.cni.cncf.io/networks";

    /** The keys of what is read here, at any depth; see {@link Sieve}. */
    static final Set<String> KEYS =
            Set.of(
                    "metadata",
                    "uid",
                    "namespace",
                    "name",
                    "creationTimestamp",
                    "annotations",
                    NETWORKS,
                    NetworkStatus.KEY,
                    "spec",
                    "hostNetwork",
                    "status",
                    "phase");

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private PodReader() {}

    /**
     * Reads one; never fails. What cannot be a pod is one that cannot be read: it may have
     * addresses.
     *
     * @return empty if it has ended, is on the network of its host, or asks for nothing and has
     *     nothing
     */
    static Optional<NodePod> read(JsonValue pod) {
        JsonObject metadata = object(pod, "metadata");
        if (Json.TRUE.equals(object(pod, "spec").get("hostNetwork"))
                || ENDED.contains(text(object(pod, "status"), "phase"))) {
            return Optional.empty();
        }
        String uid = text(metadata, "uid");
        return attached(metadata, uid)
                .map(
                        its ->
                                new NodePod(
                                        uid,
                                        text(metadata, "namespace"),
                                        text(metadata, "name"),
                                        created(metadata),
                                        its));
    }

    /** The uid of a pod; empty text if it has none. */
    static String uid(JsonValue pod) {
        return text(object(pod, "metadata"), "uid");
    }

    private static Optional<Attached> attached(JsonObject metadata, String uid) {
        JsonObject annotations = object(metadata, "annotations");
        boolean asks = !text(annotations, NETWORKS).isBlank();
        String status = text(annotations, NetworkStatus.KEY);
        if (uid.isEmpty()) {
            return Optional.of(new Attached.Unreadable("metadata.uid of a pod is missing"));
        }
        if (status.isBlank()) {
            return asks ? Optional.of(new Attached.Awaited()) : Optional.empty();
        }
        Attached told = NetworkStatus.read(status);
        return asks || !told.equals(new Attached.Told(List.of()))
                ? Optional.of(told)
                : Optional.empty();
    }

    /** Nobody is thought younger than may be. */
    private static Instant created(JsonObject metadata) {
        try {
            return Instant.parse(text(metadata, "creationTimestamp"));
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    private static JsonObject object(JsonValue in, String member) {
        JsonValue its = in.isObject() ? in.asObject().get(member) : null;
        return its != null && its.isObject() ? its.asObject() : new JsonObject();
    }

    /** Empty if it is none. */
    private static String text(JsonObject in, String member) {
        JsonValue its = in.get(member);
        return its != null && its.isString() ? its.asString() : "";
    }
}
