package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.state.kubernetes.Budget;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.Workload;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The EKS cluster that the nodes join, and what runs on it. */
final class DemoCluster {

    /** What {@link #deploy} puts onto each node, for people. */
    static final String WORKLOADS =
            "shop/web (ReplicaSet), shop/store (StatefulSet, takes 6 s to end), kube-system/agent"
                    + " (DaemonSet)";

    private static final Workload WEB =
            new Workload(Workload.Kind.REPLICA_SET, "shop", "web", PodTemplate.of("web"));
    private static final Workload STORE =
            new Workload(
                    Workload.Kind.STATEFUL_SET,
                    "shop",
                    "store",
                    PodTemplate.of("store").ending(Duration.ofSeconds(30), Duration.ofSeconds(6)));
    private static final Workload AGENT =
            new Workload(Workload.Kind.DAEMON_SET, "kube-system", "agent", PodTemplate.of("agent"));
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(1);

    private final World<?> world;
    private final Kubernetes kubernetes;

    /**
     * Opens the cluster: instances are its nodes as soon as they run.
     *
     * @param endpoint where the API server is reached
     */
    DemoCluster(World<?> world, URI endpoint) {
        this.world = world;
        this.kubernetes = world.kubernetes();
        kubernetes.moveTo(endpoint);
        kubernetes.nodesJoin(Duration.ZERO, FORGOTTEN_AFTER);
    }

    /** Puts a pod of each workload onto each node. */
    void deploy() {
        world.alone(
                () -> {
                    for (Node node : kubernetes.nodes().all()) {
                        List.of(WEB, STORE, AGENT)
                                .forEach(each -> kubernetes.pods().run(each, node.name()));
                    }
                });
    }

    /** From now on no pod of shop/web may go unless there is one more of them. */
    void protectWeb() {
        world.alone(
                () -> {
                    int many = (int) kubernetes.pods().all().stream().filter(of(WEB)).count();
                    kubernetes
                            .evictions()
                            .protect(new Budget("shop", "web", Map.of("app", "web"), many));
                });
    }

    /** Starts one more pod of shop/web, on a node that takes pods; gives its name. */
    String addWeb() {
        return world.alone(
                () -> {
                    Node node =
                            kubernetes.nodes().all().stream()
                                    .filter(each -> each.ready() && !each.unschedulable())
                                    .findFirst()
                                    .orElseThrow();
                    return label(kubernetes.pods().run(WEB, node.name()));
                });
    }

    /** The node that an instance is; empty if it is none. Under the world's lock. */
    String nodeOf(String instanceId) {
        return kubernetes.nodes().ofInstance(instanceId).map(Node::name).orElse("");
    }

    /** The pods that have to leave a node before it ends. Under the world's lock. */
    List<String> toLeave(String node) {
        return kubernetes.pods().on(node).stream()
                .filter(of(AGENT).negate())
                .map(DemoCluster::label)
                .sorted()
                .toList();
    }

    private static Predicate<Pod> of(Workload workload) {
        return pod -> pod.owner().filter(workload::equals).isPresent();
    }

    private static String label(Pod pod) {
        return pod.namespace() + "/" + pod.name();
    }
}
