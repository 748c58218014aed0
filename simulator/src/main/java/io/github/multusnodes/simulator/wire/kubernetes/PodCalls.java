package io.github.multusnodes.simulator.wire.kubernetes;

import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.allow;
import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.json;
import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.object;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.wire.Door.Answer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;

/** What can be asked of pods, but for watching them. */
record PodCalls(Kubernetes kubernetes, Arguments arguments) {

    private static final String ON_NODE = "spec.nodeName=";

    Answer list() {
        arguments.allow(Set.of("limit", "continue", "fieldSelector", "resourceVersion", "watch"));
        arguments.version().ifPresent(kubernetes.history()::requirePast);
        return new Page(kubernetes.history(), arguments)
                .of("PodList", kubernetes.pods().on(node(arguments)), KubernetesJson::pod);
    }

    Answer evict() {
        arguments.allow(Set.of());
        JsonObject eviction = arguments.body();
        allow(eviction, "an eviction", Set.of("apiVersion", "kind", "metadata", "deleteOptions"));
        JsonObject options = object(eviction, "deleteOptions");
        allow(options, "delete options of an eviction", Set.of("preconditions", "dryRun"));
        requireReal(options);
        kubernetes
                .evictions()
                .evict(arguments.name("namespace"), arguments.name("name"), uid(options));
        return json(201, KubernetesJson.success());
    }

    Answer delete() {
        arguments.allow(Set.of());
        JsonObject options =
                arguments.request().body().isEmpty() ? Json.object() : arguments.body();
        allow(
                options,
                "delete options",
                Set.of("apiVersion", "kind", "preconditions", "gracePeriodSeconds", "dryRun"));
        requireReal(options);
        kubernetes
                .evictions()
                .delete(
                        arguments.name("namespace"),
                        arguments.name("name"),
                        uid(options),
                        grace(options));
        return json(200, KubernetesJson.success());
    }

    /** The node whose pods are asked for: there is no other field selector. */
    static String node(Arguments arguments) {
        String selector = arguments.text("fieldSelector");
        if (!selector.startsWith(ON_NODE)) {
            throw Refused.notModelled("the field selector '" + selector + "'");
        }
        return selector.substring(ON_NODE.length());
    }

    private static @Nullable Duration grace(JsonObject options) {
        JsonValue grace = options.get("gracePeriodSeconds");
        if (grace == null) {
            return null;
        }
        if (!grace.toString().matches("[0-9]{1,9}")) {
            throw Refused.malformed("gracePeriodSeconds is " + grace);
        }
        return Duration.ofSeconds(grace.asInt());
    }

    /** Clients say "no dry run" by an empty list. */
    private static void requireReal(JsonObject options) {
        JsonValue dryRun = options.get("dryRun");
        if (dryRun != null && !dryRun.asArray().isEmpty()) {
            throw Refused.notModelled("a dry run");
        }
    }

    private static @Nullable String uid(JsonObject options) {
        JsonObject preconditions = object(options, "preconditions");
        allow(preconditions, "preconditions", Set.of("uid"));
        return preconditions.getString("uid", null);
    }
}
