package io.github.multusnodes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.drain.ClusterNode;
import io.github.multusnodes.drain.Eviction;
import io.github.multusnodes.drain.Pod;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.Heard;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.Budget;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.Workload;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

@DisplayName("the cluster, by the Kubernetes client")
class KubernetesClusterTest {

    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");

    private final Stage stage =
            Stage.open(Scenario.plain(), Layout.of(1, 1))
                    .joinAfter(Duration.ofSeconds(20))
                    .group(2)
                    .untilInService(2)
                    .runFor(Duration.ofMinutes(1));
    private final Kubernetes kubernetes = stage.kubernetes();
    private final Cluster cluster = stage.cluster("drainer");
    private final String instance = stage.inService().getFirst();
    private final String other = stage.inService().getLast();
    private final String node = nodeOf(instance);

    @Test
    void finds_a_node_by_its_instance_and_none_for_one_that_never_joined() {
        assertThat(cluster.nodeOf(instance))
                .contains(new ClusterNode(node, false, Optional.empty()));
        assertThat(cluster.nodeOf(other)).map(ClusterNode::name).contains(nodeOf(other));
        assertThat(cluster.nodeOf("i-0fffffffffffffffff")).isEmpty();
    }

    @Test
    void cordons_with_a_note_that_stays() {
        cluster.cordon(node, THEN);
        cluster.cordon(node, THEN.plusSeconds(60));

        assertThat(cluster.nodeOf(instance))
                .contains(new ClusterNode(node, true, Optional.of(THEN)));
        assertThat(stage.calls().of("PatchNode")).hasSize(1);
    }

    @Test
    void cordons_again_what_somebody_has_uncordoned_and_keeps_the_note() {
        cluster.cordon(node, THEN);
        kubernetes
                .nodes()
                .change(node, kubernetes.nodes().find(node).orElseThrow().annotations(), false);

        cluster.cordon(node, THEN.plusSeconds(60));

        assertThat(cluster.nodeOf(instance))
                .contains(new ClusterNode(node, true, Optional.of(THEN)));
    }

    @Test
    void parks_what_was_drained_and_it_stays_cordoned() {
        cluster.cordon(node, THEN);

        cluster.park(node);

        assertThat(cluster.nodeOf(instance))
                .contains(new ClusterNode(node, true, Optional.empty()));
        assertThat(cluster.parked()).isEqualTo(Map.of(instance, node));
    }

    @Test
    void uncordons_what_is_parked_and_takes_the_notes_away() {
        kubernetes.nodes().change(node, Map.of("theirs", "kept"), false);
        cluster.park(node);

        cluster.uncordon(node);

        assertThat(cluster.nodeOf(instance))
                .contains(new ClusterNode(node, false, Optional.empty()));
        assertThat(kubernetes.nodes().find(node).orElseThrow().annotations())
                .isEqualTo(Map.of("theirs", "kept"));
        assertThat(cluster.parked()).isEmpty();
    }

    @Test
    void a_parked_node_that_is_drained_anew_is_parked_no_longer() {
        cluster.park(node);

        cluster.cordon(node, THEN);
        cluster.uncordon(node);

        assertThat(cluster.parked()).isEmpty();
        assertThat(cluster.nodeOf(instance))
                .contains(new ClusterNode(node, true, Optional.of(THEN)));
    }

    @Test
    void never_uncordons_what_somebody_else_has_cordoned() {
        kubernetes.nodes().change(node, Map.of(), true);
        kubernetes.nodes().change(nodeOf(other), Map.of("multus-nodes/parked", "no"), true);

        cluster.uncordon(node);
        cluster.uncordon(nodeOf(other));

        assertThat(cluster.parked()).isEmpty();
        assertThat(stage.calls().of("PatchNode")).isEmpty();
    }

    @Test
    void does_not_uncordon_what_has_changed_since_it_looked() {
        cluster.park(node);
        stage.faults()
                .next(
                        call -> {
                            boolean ours = any("PatchNode").test(call);
                            if (ours) {
                                kubernetes.nodes().change(node, Map.of(), true);
                            }
                            return ours;
                        },
                        new Fault.Delay(Duration.ZERO));

        assertThat(failure(() -> cluster.uncordon(node))).isEqualTo(Kind.BROKEN);
        cluster.uncordon(node);

        assertThat(cluster.nodeOf(instance))
                .contains(new ClusterNode(node, true, Optional.empty()));
    }

    @Test
    void lists_parked_nodes_of_all_pages() {
        stage.ec2()
                .runInstances(
                        r ->
                                r.imageId("ami-0123456789abcdef0")
                                        .instanceType("m5.large")
                                        .subnetId(stage.grounds().nodeSubnets().getFirst())
                                        .minCount(501)
                                        .maxCount(501));
        stage.runFor(Duration.ofMinutes(1));
        kubernetes.nodes().all().stream()
                .filter(one -> !one.name().equals(node))
                .forEach(
                        one ->
                                kubernetes
                                        .nodes()
                                        .change(
                                                one.name(),
                                                Map.of("multus-nodes/parked", "true"),
                                                true));

        assertThat(cluster.parked()).hasSize(502).doesNotContainKey(instance);
        assertThat(stage.calls().of("GetNodes")).hasSize(2);
    }

    @Test
    void takes_a_node_that_is_gone_for_done() {
        kubernetes.forget(node);

        cluster.cordon(node, THEN);
        cluster.park(node);
        cluster.uncordon(node);

        assertThat(cluster.nodeOf(instance)).isEmpty();
        assertThat(cluster.podsOn(node)).isEmpty();
    }

    @Test
    void lists_the_pods_of_a_node_in_our_words() {
        kubernetes.pods().run("kube-system", "static", PodTemplate.of("s").asMirror(), node);
        kubernetes.pods().run("web", "debug", PodTemplate.of("d").withEmptyDir(), node);
        kubernetes.pods().run(replicas("web"), node);
        kubernetes.pods().run("web", "elsewhere", PodTemplate.of("e"), nodeOf(other));

        List<Pod> pods = cluster.podsOn(node);

        assertThat(pods).extracting(Pod::mirror).containsExactly(true, false, false);
        assertThat(pods).extracting(Pod::usesEmptyDir).containsExactly(false, true, false);
        assertThat(pods)
                .extracting(Pod::controllerKind)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of("ReplicaSet"));
        assertThat(pods).extracting(Pod::phase).containsOnly(Pod.Phase.RUNNING);
        assertThat(pods).extracting(Pod::gracePeriod).containsOnly(Duration.ofSeconds(30));
        assertThat(pods).extracting(Pod::deletionTimestamp).containsOnly(Optional.empty());
    }

    @Test
    void lists_all_pages() {
        for (int i = 0; i < 501; i++) {
            kubernetes.pods().run("web", "pod-" + i, PodTemplate.of("web"), node);
        }

        assertThat(cluster.podsOn(node)).hasSize(501);
        assertThat(stage.calls().of("GetPods")).hasSize(2);
    }

    @Test
    void evicts_a_pod_which_then_has_its_grace_period() {
        kubernetes
                .pods()
                .run(
                        "web",
                        "slow",
                        PodTemplate.of("slow")
                                .ending(Duration.ofSeconds(60), Duration.ofSeconds(40)),
                        node);

        assertThat(cluster.evict(only())).isEqualTo(new Eviction.Accepted());

        assertThat(only().deletionTimestamp())
                .contains(stage.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
        stage.runFor(Duration.ofSeconds(39));
        assertThat(cluster.podsOn(node)).hasSize(1);
        stage.runFor(Duration.ofSeconds(1));
        assertThat(cluster.podsOn(node)).isEmpty();
    }

    @Test
    void leaves_a_later_pod_of_the_same_name_alone() {
        kubernetes
                .pods()
                .run(
                        new Workload(Workload.Kind.STATEFUL_SET, "db", "db", PodTemplate.of("db")),
                        node);
        Pod before = only();
        cluster.evict(before);
        stage.runFor(Duration.ofSeconds(5));
        assertThat(kubernetes.pods().find("db", "db-0").orElseThrow().uid())
                .isNotEqualTo(before.uid());

        assertThat(cluster.evict(before)).isEqualTo(new Eviction.Gone());
        cluster.delete(before, Duration.ZERO);

        assertThat(kubernetes.pods().find("db", "db-0").orElseThrow().deletionTimestamp())
                .isEmpty();
    }

    @Test
    void tells_a_pod_that_is_gone() {
        kubernetes.pods().run("web", "a", PodTemplate.of("a"), node);
        Pod pod = only();
        cluster.delete(pod, Duration.ZERO);

        assertThat(cluster.evict(pod)).isEqualTo(new Eviction.Gone());
        cluster.delete(pod, Duration.ZERO);
    }

    @Test
    void respects_a_budget_until_there_are_pods_to_spare() {
        Workload web = replicas("web");
        kubernetes.pods().run(web, node);
        kubernetes.evictions().protect(new Budget("default", "web-pdb", Map.of("app", "web"), 1));
        Pod pod = only();

        Eviction first = cluster.evict(pod);
        kubernetes.pods().run(web, nodeOf(other));
        Eviction second = cluster.evict(pod);

        assertThat(first)
                .isEqualTo(
                        new Eviction.Blocked(
                                "Cannot evict pod as it would violate the pod's disruption budget."
                                        + " The disruption budget web-pdb needs 1 healthy pods and"
                                        + " has 1 currently",
                                Optional.empty()));
        assertThat(second).isEqualTo(new Eviction.Accepted());
    }

    @Test
    void tells_a_pod_of_several_budgets() {
        kubernetes.pods().run(replicas("web"), node);
        kubernetes.evictions().protect(new Budget("default", "one", Map.of("app", "web"), 0));
        kubernetes.evictions().protect(new Budget("default", "two", Map.of(), 0));

        assertThat(cluster.evict(only()))
                .isEqualTo(
                        new Eviction.Misconfigured(
                                "This pod has more than one PodDisruptionBudget, which the eviction"
                                        + " subresource does not support."));
    }

    @Test
    void tells_a_namespace_that_is_being_deleted() {
        kubernetes.pods().run("old", "a", PodTemplate.of("a"), node);
        kubernetes.evictions().terminate("old");

        assertThat(cluster.evict(only())).isEqualTo(new Eviction.NamespaceTerminating());
    }

    @Test
    void removes_a_pod_from_a_silent_node_only_without_grace() {
        kubernetes.pods().run("web", "a", PodTemplate.of("a"), node);
        kubernetes.setReady(node, false);
        Pod pod = only();

        cluster.delete(pod, Duration.ofSeconds(5));
        stage.runFor(Duration.ofHours(1));
        assertThat(cluster.podsOn(node)).hasSize(1);
        cluster.delete(pod, Duration.ZERO);

        assertThat(cluster.podsOn(node)).isEmpty();
    }

    @Test
    void tells_throttling_from_a_budget() {
        kubernetes.pods().run("web", "a", PodTemplate.of("a"), node);
        Pod pod = only();
        stage.faults().next(any("CreateEviction"), new Fault.Throttle());

        assertThat(failure(() -> cluster.evict(pod))).isEqualTo(Kind.THROTTLED);
        assertThat(cluster.evict(pod)).isEqualTo(new Eviction.Accepted());
    }

    @Test
    void tells_a_broken_server_from_several_budgets() {
        kubernetes.pods().run("web", "a", PodTemplate.of("a"), node);
        Pod pod = only();
        stage.faults().next(any("CreateEviction"), refuse(500, "InternalError"));

        assertThat(failure(() -> cluster.evict(pod))).isEqualTo(Kind.BROKEN);
    }

    @Test
    void tells_a_missing_permission() {
        stage.faults().next(any("PatchNode"), refuse(403, "Forbidden"));

        assertThat(failure(() -> cluster.cordon(node, THEN))).isEqualTo(Kind.DENIED);
    }

    @Test
    void tells_a_server_that_cannot_be_reached_and_asks_eks_again() {
        cluster.nodeOf(instance);
        stage.faults().next(any("GetNodes"), new Fault.LoseRequest());

        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.UNREACHABLE);
        assertThat(cluster.nodeOf(instance)).isPresent();

        assertThat(stage.calls().of("DescribeCluster")).hasSize(2);
    }

    @Test
    void tells_a_cluster_that_is_going_or_gone() {
        kubernetes.become(Kubernetes.Status.DELETING);
        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.GOING);

        kubernetes.become(Kubernetes.Status.ABSENT);
        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.GOING);
    }

    @Test
    void tells_why_eks_cannot_say_where_the_cluster_is() {
        stage.faults()
                .next(any("DescribeCluster"), refuse(403, "AccessDeniedException"))
                .next(any("DescribeCluster"), new Fault.Throttle())
                .next(any("DescribeCluster"), refuse(500, "ServerException"))
                .next(any("DescribeCluster"), new Fault.LoseRequest());

        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.DENIED);
        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.THROTTLED);
        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.BROKEN);
        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.UNREACHABLE);
        assertThat(cluster.nodeOf(instance)).isPresent();
    }

    @Test
    void is_still_known_there_after_hours() {
        cluster.nodeOf(instance);
        stage.runFor(Duration.ofHours(3));

        assertThat(cluster.nodeOf(instance)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"items\":null}",
                "{\"items\":[null]}",
                "{\"items\":[{}]}",
                "{\"items\":[{\"metadata\":{}}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"a\",\"ownerReferences\":{}}}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"a\",\"creationTimestamp\":\"then\"}}]}",
                "{\"items\":[],\"metadata\":7}"
            })
    void tells_nodes_and_pods_that_nobody_can_read(String body) {
        Fault other = new Fault.Garble(its -> new Heard(200, its.contentType(), body));
        stage.faults().next(any("GetNodes"), other).next(any("GetPods"), other);

        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.BROKEN);
        assertThat(failure(() -> cluster.podsOn(node))).isEqualTo(Kind.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "{\"cluster\":,                {\"claster\":,                BROKEN",
        "{\"data\":,                   {\"date\":,                   BROKEN",
        "{\"data\":\",                 {\"data\":\"?,                BROKEN",
        "https:,                        https:/ /,                    BROKEN",
        "\"endpoint\":\"https://,       \"endpoint\":\"https://:99999, UNREACHABLE"
    })
    void tells_a_place_that_nobody_can_read_and_asks_eks_again(
            String text, String other, Kind kind) {
        stage.faults().next(any("DescribeCluster"), new Fault.Garble(text, other));

        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(kind);
        assertThat(cluster.nodeOf(instance)).isPresent();
    }

    @Test
    void sends_each_request_once() {
        stage.faults().always(any("GetNodes"), refuse(503, "ServiceUnavailable"));

        assertThat(failure(() -> cluster.nodeOf(instance))).isEqualTo(Kind.BROKEN);

        assertThat(stage.calls().of("GetNodes")).hasSize(1);
    }

    private Pod only() {
        List<Pod> pods = cluster.podsOn(node);
        assertThat(pods).hasSize(1);
        return pods.getFirst();
    }

    private String nodeOf(String instanceId) {
        return kubernetes.nodes().ofInstance(instanceId).orElseThrow().name();
    }

    private static Workload replicas(String app) {
        return new Workload(Workload.Kind.REPLICA_SET, "default", app, PodTemplate.of(app));
    }

    private static Predicate<Call> any(String action) {
        return call -> call.action().equals(action);
    }

    private static Fault refuse(int status, String code) {
        return new Fault.Refuse(new Refusal(status, code, "No"));
    }

    private static Kind failure(Runnable call) {
        return catchThrowableOfType(ClusterFailure.class, call::run).kind();
    }
}
