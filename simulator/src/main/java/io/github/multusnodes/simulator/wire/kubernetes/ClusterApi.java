package io.github.multusnodes.simulator.wire.kubernetes;

import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.wire.RestApi;
import io.github.multusnodes.simulator.wire.RestCall;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.util.concurrent.locks.Lock;

/** EKS and the API server of its one cluster, at one door. */
public final class ClusterApi implements RestApi {

    private final Kubernetes kubernetes;
    private final Timeline timeline;
    private final Lock world;

    /**
     * @param world held by whoever changes the cluster
     */
    public ClusterApi(Kubernetes kubernetes, Timeline timeline, Lock world) {
        this.kubernetes = kubernetes;
        this.timeline = timeline;
        this.world = world;
    }

    /** Everything but EKS's own paths is asked of the API server. */
    @Override
    public RestCall route(RestRequest request) {
        return request.path().startsWith("/clusters")
                ? new EksCall(kubernetes, request)
                : new KubernetesCall(
                        kubernetes,
                        new Access(new Tokens(timeline::now), kubernetes.serviceAccounts()),
                        timeline,
                        world,
                        request);
    }
}
