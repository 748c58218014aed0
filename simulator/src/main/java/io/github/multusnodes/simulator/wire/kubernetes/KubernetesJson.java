package io.github.multusnodes.simulator.wire.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.state.kubernetes.Event;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.state.kubernetes.Workload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Objects of the Kubernetes API as JSON. */
final class KubernetesJson {

    private KubernetesJson() {}

    static JsonObject node(Node node) {
        JsonObject metadata =
                Json.object()
                        .add("name", node.name())
                        .add("uid", node.uid())
                        .add("resourceVersion", Long.toString(node.version()))
                        .add("annotations", texts(node.annotations()));
        JsonObject spec = Json.object().add("providerID", node.providerId());
        if (node.unschedulable()) {
            spec.add("unschedulable", true);
        }
        JsonObject ready =
                Json.object().add("type", "Ready").add("status", node.ready() ? "True" : "Unknown");
        return object("Node", "v1")
                .add("metadata", metadata)
                .add("spec", spec)
                .add("status", Json.object().add("conditions", Json.array().add(ready)));
    }

    static JsonObject pod(Pod pod) {
        JsonObject metadata =
                Json.object()
                        .add("namespace", pod.namespace())
                        .add("name", pod.name())
                        .add("uid", pod.uid())
                        .add("resourceVersion", Long.toString(pod.version()))
                        .add("creationTimestamp", second(pod.created()))
                        .add("labels", texts(pod.template().labels()));
        JsonObject annotations = texts(pod.annotations());
        if (pod.template().mirror()) {
            annotations.add("kubernetes.io/config.mirror", pod.uid());
        }
        if (!annotations.isEmpty()) {
            metadata.add("annotations", annotations);
        }
        pod.owner().ifPresent(owner -> metadata.add("ownerReferences", owners(owner)));
        pod.deletionTimestamp().ifPresent(end -> metadata.add("deletionTimestamp", second(end)));
        JsonObject spec =
                Json.object()
                        .add("terminationGracePeriodSeconds", pod.template().grace().toSeconds())
                        .add("containers", Json.array().add(Json.object().add("name", "main")));
        pod.node().ifPresent(node -> spec.add("nodeName", node));
        if (pod.template().hostNetwork()) {
            spec.add("hostNetwork", true);
        }
        if (pod.template().emptyDir()) {
            JsonObject volume = Json.object().add("name", "scratch").add("emptyDir", Json.object());
            spec.add("volumes", Json.array().add(volume));
        }
        return object("Pod", "v1")
                .add("metadata", metadata)
                .add("spec", spec)
                .add("status", Json.object().add("phase", pod.phase().wireName()));
    }

    static JsonObject list(String kind, long version, JsonArray items, String next) {
        JsonObject metadata = Json.object().add("resourceVersion", Long.toString(version));
        if (!next.isEmpty()) {
            metadata.add("continue", next);
        }
        return object(kind, "v1").add("metadata", metadata).add("items", items);
    }

    /** What a bookmark has instead of a pod. */
    static JsonObject bookmark(long version) {
        JsonObject metadata =
                Json.object()
                        .add("resourceVersion", Long.toString(version))
                        .add("creationTimestamp", Json.NULL);
        return object("Pod", "v1")
                .add("metadata", metadata)
                .add("spec", Json.object().add("containers", Json.NULL))
                .add("status", Json.object());
    }

    /** An event as it was taken. */
    static JsonObject event(JsonObject asked, Event event) {
        JsonObject metadata =
                Json.object().add("namespace", event.namespace()).add("name", event.name());
        return new JsonObject(asked).set("metadata", metadata);
    }

    static JsonObject success() {
        return object("Status", "v1").add("metadata", Json.object()).add("status", "Success");
    }

    static JsonObject failure(Refused refused) {
        JsonObject status =
                object("Status", "v1")
                        .add("metadata", Json.object())
                        .add("status", "Failure")
                        .add("message", refused.text());
        if (!refused.reason().isEmpty()) {
            status.add("reason", refused.reason());
        }
        refused.why()
                .ifPresent(
                        cause ->
                                status.add(
                                        "details",
                                        Json.object()
                                                .add(
                                                        "causes",
                                                        Json.array()
                                                                .add(
                                                                        Json.object()
                                                                                .add(
                                                                                        "reason",
                                                                                        cause
                                                                                                .reason())
                                                                                .add(
                                                                                        "message",
                                                                                        cause
                                                                                                .message())))));
        return status.add("code", refused.status());
    }

    private static JsonObject object(String kind, String version) {
        return Json.object().add("kind", kind).add("apiVersion", version);
    }

    private static String second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonArray owners(Workload owner) {
        return Json.array()
                .add(
                        Json.object()
                                .add("apiVersion", "apps/v1")
                                .add("kind", owner.kind().wireName())
                                .add("name", owner.name())
                                .add("uid", "uid-of-" + owner.name())
                                .add("controller", true));
    }

    private static JsonObject texts(Map<String, String> texts) {
        JsonObject object = Json.object();
        texts.forEach(object::add);
        return object;
    }
}
