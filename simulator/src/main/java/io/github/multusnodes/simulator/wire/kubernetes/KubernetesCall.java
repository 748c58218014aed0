package io.github.multusnodes.simulator.wire.kubernetes;

import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.json;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.wire.Door.Answer;
import io.github.multusnodes.simulator.wire.RestCall;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;

/** A call to the API server. */
record KubernetesCall(
        Kubernetes kubernetes, Access access, Timeline timeline, Lock world, RestRequest request)
        implements RestCall {

    @Override
    public String caller() {
        return access.caller(request);
    }

    @Override
    public String action() {
        return Route.actionOf(request);
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
            access.check(request);
            return route();
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

    private Answer route() {
        Arguments arguments = new Arguments(request);
        NodeCalls nodes = new NodeCalls(kubernetes, arguments);
        PodCalls pods = new PodCalls(kubernetes, arguments);
        return switch (Route.of(request)) {
            case NODES -> nodes.list();
            case NODE -> nodes.get();
            case PATCH_NODE -> nodes.patch();
            case PODS -> pods.list();
            case WATCH_PODS ->
                    new WatchCalls(
                                    kubernetes.pods(),
                                    kubernetes.history(),
                                    timeline,
                                    world,
                                    arguments)
                            .watch();
            case EVICTION -> pods.evict();
            case DELETE_POD -> pods.delete();
            case EVENT -> new EventCalls(kubernetes.events(), arguments).create();
            case UNKNOWN -> throw Refused.notModelled(action());
        };
    }
}
