package io.github.multusnodes.simulator.wire.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.wire.Door.Answer;
import io.github.multusnodes.simulator.wire.RestCall;
import io.github.multusnodes.simulator.wire.RestRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A call to the API server. */
record KubernetesCall(Kubernetes kubernetes, Tokens tokens, RestRequest request)
        implements RestCall {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String ON_NODE = "spec.nodeName=";
    private static final String CORDONED = "spec.unschedulable=true";

    @Override
    public String caller() {
        return Tokens.caller(request.authorization());
    }

    @Override
    public String action() {
        Route route = Route.of(request);
        return route == Route.UNKNOWN ? request.method() + " " + request.path() : route.action();
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>(request.query());
        parameters.putAll(Route.names(request));
        return parameters;
    }

    @Override
    public Answer answer() {
        try {
            tokens.check(request.authorization());
            return switch (Route.of(request)) {
                case NODES -> nodes();
                case NODE -> json(200, KubernetesJson.node(node()));
                case PATCH_NODE -> patch();
                case PODS -> pods();
                case EVICTION -> evict();
                case DELETE_POD -> delete();
                case UNKNOWN -> throw Refused.notModelled(action());
            };
        } catch (Refused refused) {
            return json(refused.status(), KubernetesJson.failure(refused));
        } catch (ParseException | UnsupportedOperationException unreadable) {
            Refused refused = Refused.malformed(String.valueOf(unreadable.getMessage()));
            return json(refused.status(), KubernetesJson.failure(refused));
        }
    }

    @Override
    public Refusal throttled() {
        return new Refusal(429, "TooManyRequests", "Too many requests, please try again later.");
    }

    /** A scripted 429 is that of API priority and fairness, which answers in plain text. */
    @Override
    public Answer refusal(Refusal refusal) {
        if (refusal.status() == 429) {
            return new Answer(
                    429,
                    "text/plain; charset=utf-8",
                    "Too many requests, please try again later.\n");
        }
        JsonObject status =
                Json.object()
                        .add("kind", "Status")
                        .add("apiVersion", "v1")
                        .add("status", "Failure")
                        .add("message", refusal.text())
                        .add("reason", refusal.code())
                        .add("code", refusal.status());
        return json(refusal.status(), status);
    }

    private Answer nodes() {
        allow(Set.of("limit", "continue", "fieldSelector"));
        String selector = request.query().getOrDefault("fieldSelector", "");
        if (!selector.isEmpty() && !selector.equals(CORDONED)) {
            throw Refused.notModelled("the field selector '" + selector + "'");
        }
        List<Node> nodes =
                kubernetes.nodes().all().stream()
                        .filter(node -> selector.isEmpty() || node.unschedulable())
                        .toList();
        return page("NodeList", nodes, KubernetesJson::node);
    }

    private Answer pods() {
        allow(Set.of("limit", "continue", "fieldSelector"));
        String selector = request.query().getOrDefault("fieldSelector", "");
        if (!selector.startsWith(ON_NODE)) {
            throw Refused.notModelled("the field selector '" + selector + "'");
        }
        return page(
                "PodList",
                kubernetes.pods().on(selector.substring(ON_NODE.length())),
                KubernetesJson::pod);
    }

    private Answer patch() {
        allow(Set.of());
        if (!request.contentType().startsWith(MERGE_PATCH)) {
            throw Refused.notModelled("a patch of type '" + request.contentType() + "'");
        }
        JsonObject patch = Json.parse(request.body()).asObject();
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

    private Answer evict() {
        allow(Set.of());
        JsonObject eviction = Json.parse(request.body()).asObject();
        allow(eviction, "an eviction", Set.of("apiVersion", "kind", "metadata", "deleteOptions"));
        JsonObject options = object(eviction, "deleteOptions");
        allow(options, "delete options of an eviction", Set.of("preconditions", "dryRun"));
        requireReal(options);
        kubernetes.evictions().evict(name("namespace"), name("name"), uid(options));
        return json(201, KubernetesJson.success());
    }

    private Answer delete() {
        allow(Set.of());
        JsonObject options =
                request.body().isEmpty() ? Json.object() : Json.parse(request.body()).asObject();
        allow(
                options,
                "delete options",
                Set.of("apiVersion", "kind", "preconditions", "gracePeriodSeconds", "dryRun"));
        requireReal(options);
        kubernetes
                .evictions()
                .delete(name("namespace"), name("name"), uid(options), grace(options));
        return json(200, KubernetesJson.success());
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

    private Node node() {
        return kubernetes
                .nodes()
                .find(name("name"))
                .orElseThrow(() -> Refused.notFound("nodes", name("name")));
    }

    /** The token to go on with is simply the place. */
    private <T> Answer page(String kind, List<T> all, Function<T, JsonObject> form) {
        int from = Math.min(all.size(), number("continue", 0));
        int to = from + Math.min(all.size() - from, number("limit", all.size()));
        JsonArray items = Json.array();
        all.subList(from, to).forEach(one -> items.add(form.apply(one)));
        return json(200, KubernetesJson.list(kind, items, to < all.size() ? "" + to : ""));
    }

    private int number(String parameter, int fallback) {
        String text = request.query().getOrDefault(parameter, "" + fallback);
        if (!text.matches("[0-9]{1,9}")) {
            throw Refused.malformed("the parameter '" + parameter + "' is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private void allow(Set<String> known) {
        for (String parameter : request.query().keySet()) {
            if (!known.contains(parameter)) {
                throw Refused.notModelled("the parameter '" + parameter + "' of " + action());
            }
        }
    }

    private static void allow(JsonObject json, String what, Set<String> known) {
        for (String key : json.names()) {
            if (!known.contains(key)) {
                throw Refused.notModelled("'" + key + "' in " + what);
            }
        }
    }

    /** Clients say "no dry run" by an empty list. */
    private static void requireReal(JsonObject options) {
        JsonValue dryRun = options.get("dryRun");
        if (dryRun != null && !dryRun.asArray().isEmpty()) {
            throw Refused.notModelled("a dry run");
        }
    }

    private String name(String which) {
        return Route.names(request).getOrDefault(which, "");
    }

    private static @Nullable String uid(JsonObject options) {
        JsonObject preconditions = object(options, "preconditions");
        allow(preconditions, "preconditions", Set.of("uid"));
        return preconditions.getString("uid", null);
    }

    private static JsonObject object(JsonObject json, String key) {
        JsonValue value = json.get(key);
        return value == null || value.isNull() ? Json.object() : value.asObject();
    }

    private static Answer json(int status, JsonObject body) {
        return new Answer(status, "application/json", body.toString());
    }
}
