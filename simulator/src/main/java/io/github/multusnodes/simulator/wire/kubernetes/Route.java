package io.github.multusnodes.simulator.wire.kubernetes;

import io.github.multusnodes.simulator.state.kubernetes.Permission;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked of the API server. */
enum Route {
    NODES("GetNodes", "GET", "/api/v1/nodes", "list", "nodes"),
    NODE("GetNode", "GET", "/api/v1/nodes/(?<name>[^/]+)", "get", "nodes"),
    PATCH_NODE("PatchNode", "PATCH", "/api/v1/nodes/(?<name>[^/]+)", "patch", "nodes"),
    WATCH_PODS("WatchPods", "GET", "/api/v1/pods", "watch", "pods"),
    PODS("GetPods", "GET", "/api/v1/pods", "list", "pods"),
    EVICTION(
            "CreateEviction",
            "POST",
            "/api/v1/namespaces/(?<namespace>[^/]+)/pods/(?<name>[^/]+)/eviction",
            "create",
            "pods/eviction"),
    DELETE_POD(
            "DeletePod",
            "DELETE",
            "/api/v1/namespaces/(?<namespace>[^/]+)/pods/(?<name>[^/]+)",
            "delete",
            "pods"),
    EVENT(
            "CreateEvent",
            "POST",
            "/api/v1/namespaces/(?<namespace>[^/]+)/events",
            "create",
            "events"),
    UNKNOWN("", "", "", "", "");

    private static final Set<String> NO = Set.of("", "false", "0");

    private final String action;
    private final String method;
    private final Pattern path;
    private final String verb;
    private final String resource;

    Route(String action, String method, String path, String verb, String resource) {
        this.action = action;
        this.method = method;
        this.path = Pattern.compile(path);
        this.verb = verb;
        this.resource = resource;
    }

    static Route of(RestRequest request) {
        for (Route route : values()) {
            if (route.method.equals(request.method())
                    && route.path.matcher(request.path()).matches()
                    && (route != WATCH_PODS || watches(request))) {
                return route;
            }
        }
        return UNKNOWN;
    }

    /** The names in a request's path. */
    static Map<String, String> names(RestRequest request) {
        Matcher matcher = of(request).path.matcher(request.path());
        Map<String, String> names = new TreeMap<>();
        if (matcher.matches()) {
            matcher.namedGroups().keySet().forEach(key -> names.put(key, matcher.group(key)));
        }
        return names;
    }

    /** How a request is recorded. */
    static String actionOf(RestRequest request) {
        Route route = of(request);
        return route == UNKNOWN ? request.method() + " " + request.path() : route.action;
    }

    /** What those need who ask it. */
    Permission needs() {
        return new Permission(verb, resource);
    }

    private static boolean watches(RestRequest request) {
        return !NO.contains(request.query().getOrDefault("watch", ""));
    }
}
