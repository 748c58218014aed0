package io.github.multusnodes.simulator.wire.kubernetes;

import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.wire.RestApi;
import io.github.multusnodes.simulator.wire.RestCall;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.time.Instant;
import java.util.function.Supplier;

/** EKS and the API server of its one cluster, at one door. */
public final class ClusterApi implements RestApi {

    private final Kubernetes kubernetes;
    private final Supplier<Instant> now;

    public ClusterApi(Kubernetes kubernetes, Supplier<Instant> now) {
        this.kubernetes = kubernetes;
        this.now = now;
    }

    /** Everything but EKS's own paths is asked of the API server. */
    @Override
    public RestCall route(RestRequest request) {
        return request.path().startsWith("/clusters")
                ? new EksCall(kubernetes, request)
                : new KubernetesCall(kubernetes, new Tokens(now), request);
    }
}
