package io.github.multusnodes.infra.node;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;

import java.util.List;

/**
 * A Kubernetes taint.
 *
 * @param effect NoSchedule, PreferNoSchedule or NoExecute
 */
public record NodeTaint(String key, String value, String effect) {

    /** Keeps pods off a node until Multus can serve them; what checks that takes it away. */
    public static final NodeTaint NOT_READY =
            new NodeTaint("multus-nodes/not-ready", "true", "NoSchedule");

    /** The list as a kubelet's configuration has it, in JSON. */
    public static String list(List<NodeTaint> taints) {
        JsonArray list = new JsonArray();
        taints.forEach(
                its ->
                        list.add(
                                Json.object()
                                        .add("key", its.key())
                                        .add("value", its.value())
                                        .add("effect", its.effect())));
        return list.toString();
    }
}
