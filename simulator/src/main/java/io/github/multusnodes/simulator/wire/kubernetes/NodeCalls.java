package io.github.multusnodes.simulator.wire.kubernetes;

import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.allow;
import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.json;
import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.object;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.wire.Door.Answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be asked of nodes. */
record NodeCalls(Kubernetes kubernetes, Arguments arguments) {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String CORDONED = "spec.unschedulable=true";

    Answer list() {
        arguments.allow(Set.of("limit", "continue", "fieldSelector"));
        String selector = arguments.text("fieldSelector");
        if (!selector.isEmpty() && !selector.equals(CORDONED)) {
            throw Refused.notModelled("the field selector '" + selector + "'");
        }
        List<Node> nodes =
                kubernetes.nodes().all().stream()
                        .filter(node -> selector.isEmpty() || node.unschedulable())
                        .toList();
        return new Page(kubernetes.history(), arguments)
                .of("NodeList", nodes, KubernetesJson::node);
    }

    Answer get() {
        return json(200, KubernetesJson.node(node()));
    }

    Answer patch() {
        arguments.allow(Set.of());
        String contentType = arguments.request().contentType();
        if (!contentType.startsWith(MERGE_PATCH)) {
            throw Refused.notModelled("a patch of type '" + contentType + "'");
        }
        JsonObject patch = arguments.body();
        allow(patch, "a patch", Set.of("metadata", "spec"));
        JsonObject metadata = object(patch, "metadata");
        JsonObject spec = object(patch, "spec");
        allow(metadata, "a patch of metadata", Set.of("annotations", "resourceVersion"));
        allow(spec, "a patch of spec", Set.of("unschedulable"));
        Node node = node();
        String version = Long.toString(node.version());
        if (!metadata.getString("resourceVersion", version).equals(version)) {
            throw Refused.conflict("nodes", node.name());
        }
        Map<String, String> annotations = new HashMap<>(node.annotations());
        for (JsonObject.Member member : object(metadata, "annotations")) {
            if (member.getValue().isNull()) {
                annotations.remove(member.getName());
            } else {
                annotations.put(member.getName(), member.getValue().asString());
            }
        }
        JsonValue unschedulable = spec.get("unschedulable");
        boolean cordoned = unschedulable == null ? node.unschedulable() : unschedulable.isTrue();
        return json(
                200,
                KubernetesJson.node(kubernetes.nodes().change(node.name(), annotations, cordoned)));
    }

    private Node node() {
        String name = arguments.name("name");
        return kubernetes.nodes().find(name).orElseThrow(() -> Refused.notFound("nodes", name));
    }
}
