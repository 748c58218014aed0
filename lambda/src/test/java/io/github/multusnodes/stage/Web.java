package io.github.multusnodes.stage;

import io.github.multusnodes.simulator.state.kubernetes.Budget;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.Workload;

import java.time.Duration;
import java.util.Map;

/** Pods of a ReplicaSet on nodes of a stage, and a budget that protects all of them. */
public final class Web {

    private static final String NAMESPACE = "shop";
    private static final PodTemplate POD = PodTemplate.of("web");
    private static final Budget ALL_OF_IT =
            new Budget(NAMESPACE, "all-of-web", Map.of("app", "web"), 100);

    private Web() {}

    /** Starts a pod on the node that an instance is. */
    public static void run(Stage stage, String instanceId) {
        run(stage, instanceId, POD);
    }

    /** Starts one that takes so long to end, and may. */
    public static void run(Stage stage, String instanceId, Duration takes) {
        run(stage, instanceId, POD.ending(takes.plusMinutes(1), takes));
    }

    private static void run(Stage stage, String instanceId, PodTemplate pod) {
        stage.kubernetes()
                .pods()
                .run(
                        new Workload(Workload.Kind.REPLICA_SET, NAMESPACE, "web", pod),
                        stage.nodeOf(instanceId));
    }

    /** From now on no pod may be evicted. */
    public static void protect(Stage stage) {
        stage.kubernetes().evictions().protect(ALL_OF_IT);
    }

    /** From now on every pod may be evicted again. */
    public static void unprotect(Stage stage) {
        stage.kubernetes().evictions().unprotect(NAMESPACE, ALL_OF_IT.name());
    }
}
