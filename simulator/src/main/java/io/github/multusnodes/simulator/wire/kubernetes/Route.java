package io.github.multusnodes.simulator.wire.kubernetes;

import io.github.multusnodes.simulator.wire.RestRequest;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked of the API server. */
enum Route {
    NODES("GetNodes", "GET", "/api/v1/nodes"),
    NODE("GetNode", "GET", "/api/v1/nodes/(?<name>[^/]+)"),
    PATCH_NODE("PatchNode", "PATCH", "/api/v1/nodes/(?<name>[^/]+)"),
    PODS("GetPods", "GET", "/api/v1/pods"),
    EVICTION(
            "CreateEviction",
            "POST",
            "/api/v1/namespaces/(?<namespace>[^/]+)/pods/(?<name>[^/]+)/eviction"),
    DELETE_POD("DeletePod", "DELETE", "/api/v1/namespaces/(?<namespace>[^/]+)/pods/(?<name>[^/]+)"),
    UNKNOWN("", "", "");

    private final String action;
    private final String method;
    private final Pattern path;

    Route(String action, String method, String path) {
        this.action = action;
        this.method = method;
        this.path = Pattern.compile(path);
    }

    static Route of(RestRequest request) {
        for (Route route : values()) {
            if (route.method.equals(request.method())
                    && route.path.matcher(request.path()).matches()) {
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

    /** How a call is recorded. */
    String action() {
        return action;
    }
}
