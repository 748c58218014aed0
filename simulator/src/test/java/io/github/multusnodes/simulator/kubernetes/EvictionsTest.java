package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.simulator.autoscaling.GroupWorld;
import io.github.multusnodes.simulator.state.kubernetes.Budget;
import io.github.multusnodes.simulator.state.kubernetes.Evictions;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.Pods;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.state.kubernetes.Workload;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class EvictionsTest {

    private static final PodTemplate UPF =
            PodTemplate.of("upf").ending(Duration.ofSeconds(30), Duration.ofSeconds(10));

    private final GroupWorld group = new GroupWorld();
    private final Kubernetes cluster = group.world.kubernetes();
    private final Pods pods = cluster.pods();
    private final Evictions evictions = cluster.evictions();
    private String node = "";

    @BeforeEach
    void one_node_is_there() {
        cluster.nodesJoin(Duration.ZERO, Duration.ofMinutes(1));
        group.group(1);
        group.pass(Duration.ofMinutes(1));
        node = cluster.nodes().all().getFirst().name();
    }

    @Test
    void a_pod_that_is_evicted_ends_in_its_own_time() {
        pods.run("ran", "upf-0", UPF, node);
        evictions.evict("ran", "upf-0", null);

        group.passSeconds(9);
        assertThat(pods.find("ran", "upf-0").flatMap(Pod::deletionTimestamp)).isPresent();

        group.passSeconds(2);
        assertThat(pods.find("ran", "upf-0")).isEmpty();
    }

    @Test
    void a_budget_lets_go_only_so_many_that_enough_stay_healthy() {
        evictions.protect(new Budget("ran", "two", Map.of("app", "upf"), 2));
        for (int i = 0; i < 3; i++) {
            pods.run("ran", "upf-" + i, UPF, node);
        }
        evictions.evict("ran", "upf-0", null);

        Refused refused = refusal(() -> evictions.evict("ran", "upf-1", null));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text())
                .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
        assertThat(refused.why().orElseThrow().message())
                .isEqualTo("The disruption budget two needs 2 healthy pods and has 2 currently");
        assertThat(pods.find("ran", "upf-1").flatMap(Pod::deletionTimestamp)).isEmpty();
    }

    @Test
    void a_budget_does_not_bind_a_deletion_nor_pods_of_another_namespace_or_label() {
        evictions.protect(new Budget("ran", "all", Map.of("app", "upf"), 9));
        pods.run("ran", "upf-0", UPF, node);
        pods.run("core", "upf-0", UPF, node);
        pods.run("ran", "smf-0", PodTemplate.of("smf"), node);

        evictions.delete("ran", "upf-0", null, Duration.ZERO);
        evictions.evict("core", "upf-0", null);
        evictions.evict("ran", "smf-0", null);

        group.passSeconds(30);
        assertThat(pods.all()).isEmpty();
    }

    @Test
    void a_pod_under_two_budgets_can_never_be_evicted() {
        evictions.protect(new Budget("ran", "one", Map.of("app", "upf"), 0));
        evictions.protect(new Budget("ran", "two", Map.of("app", "upf"), 0));
        pods.run("ran", "upf-0", UPF, node);

        assertThat(refusal(() -> evictions.evict("ran", "upf-0", null)).status()).isEqualTo(500);
    }

    @Test
    void another_pod_of_the_same_name_is_a_conflict_and_a_lost_one_is_not_found() {
        String uid = pods.run("ran", "upf-0", UPF, node).uid();

        assertThat(refusal(() -> evictions.evict("ran", "upf-0", uid + "x")).status())
                .isEqualTo(409);
        assertThat(refusal(() -> evictions.delete("ran", "upf-0", uid + "x", null)).status())
                .isEqualTo(409);
        assertThat(refusal(() -> evictions.evict("ran", "upf-9", null)).status()).isEqualTo(404);
        assertThat(pods.find("ran", "upf-0").flatMap(Pod::deletionTimestamp)).isEmpty();
    }

    @Test
    void no_pod_of_a_terminating_namespace_can_be_evicted() {
        pods.run("ran", "upf-0", UPF, node);
        evictions.terminate("ran");

        Refused refused = refusal(() -> evictions.evict("ran", "upf-0", null));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.why().orElseThrow().reason()).isEqualTo("NamespaceTerminating");
    }

    @Test
    void a_stateful_set_makes_the_same_name_anew_once_the_old_pod_is_gone() {
        Workload owner = new Workload(Workload.Kind.STATEFUL_SET, "ran", "upf", UPF);
        String uid = pods.run(owner, node).uid();
        evictions.evict("ran", "upf-0", uid);

        group.passSeconds(5);
        assertThat(pods.find("ran", "upf-0").orElseThrow().uid()).isEqualTo(uid);

        group.passSeconds(10);
        assertThat(pods.find("ran", "upf-0").orElseThrow().uid()).isNotEqualTo(uid);
    }

    @Test
    void a_replica_sets_new_pod_waits_for_a_node_that_takes_pods() {
        Workload owner = new Workload(Workload.Kind.REPLICA_SET, "ran", "upf", UPF);
        String name = pods.run(owner, node).name();
        cluster.nodes().change(node, Map.of(), true);
        evictions.evict("ran", name, null);
        group.passSeconds(30);

        assertThat(pods.all()).singleElement().extracting(Pod::phase).isEqualTo(Pod.Phase.PENDING);

        cluster.nodes().change(node, Map.of(), false);
        assertThat(pods.all()).singleElement().extracting(Pod::phase).isEqualTo(Pod.Phase.RUNNING);
    }

    @Test
    void a_daemon_sets_pod_comes_again_on_a_cordoned_node() {
        Workload owner = new Workload(Workload.Kind.DAEMON_SET, "ran", "agent", UPF);
        String name = pods.run(owner, node).name();
        cluster.nodes().change(node, Map.of(), true);
        evictions.evict("ran", name, null);
        group.passSeconds(30);

        assertThat(pods.on(node)).singleElement().extracting(Pod::name).isNotEqualTo(name);
    }

    @Test
    void a_silent_kubelet_ends_no_pod_until_it_answers_again() {
        pods.run("ran", "upf-0", UPF, node);
        cluster.setReady(node, false);
        evictions.evict("ran", "upf-0", null);
        group.pass(Duration.ofMinutes(10));
        assertThat(pods.find("ran", "upf-0")).isPresent();

        cluster.setReady(node, true);
        assertThat(pods.find("ran", "upf-0")).isEmpty();
    }

    private static Refused refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refused.class, call);
    }
}
