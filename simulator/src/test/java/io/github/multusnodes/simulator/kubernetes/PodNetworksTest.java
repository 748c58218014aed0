package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.simulator.autoscaling.GroupWorld;
import io.github.multusnodes.simulator.state.kubernetes.Multus;
import io.github.multusnodes.simulator.state.kubernetes.Multus.Attachment;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.Workload;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What Multus gives to pods, and writes of them. */
class PodNetworksTest {

    private final ApiServer server = new ApiServer();
    private final Multus multus = server.cluster.multus();

    @Test
    void a_pod_that_asks_gets_its_status_some_time_after_it_is_bound_and_runs_after_that() {
        multus.takes(Duration.ofSeconds(2));
        server.cluster.pods().startAfter(Duration.ofSeconds(3));
        server.runs("upf-0");

        server.group.passSeconds(1);
        assertThat(server.pod("upf-0").annotations()).containsOnlyKeys(Multus.NETWORKS);
        assertThat(server.pod("upf-0").annotations()).containsEntry(Multus.NETWORKS, "n3");

        server.group.passSeconds(2);
        assertThat(server.pod("upf-0").annotations()).containsKey(Multus.STATUS);
        assertThat(server.pod("upf-0").phase()).isEqualTo(Pod.Phase.PENDING);

        server.group.passSeconds(3);
        assertThat(server.pod("upf-0").phase()).isEqualTo(Pod.Phase.RUNNING);
    }

    @Test
    void the_status_is_a_list_in_a_text_with_the_interface_its_dummy_and_the_networks() {
        server.runs("upf-0");

        JsonArray status = status("upf-0");
        assertThat(status).hasSize(3);
        assertThat(entry(status, 0).names())
                .containsExactlyInAnyOrder("name", "interface", "ips", "mac", "default", "dns");
        assertThat(entry(status, 0).getString("interface", "")).isEqualTo("eth0");
        assertThat(entry(status, 0).get("default").isTrue()).isTrue();
        assertThat(entry(status, 0).getString("mac", "")).matches("[0-9]+");
        assertThat(entry(status, 1).getString("interface", "")).matches("dummy[0-9a-f]{11}");
        assertThat(entry(status, 1).names())
                .containsExactlyInAnyOrder("name", "interface", "mac", "dns");
        assertThat(entry(status, 2))
                .isEqualTo(
                        Json.parse(
                                """
                                {"name": "ran/n3", "interface": "net1", "ips": ["10.0.16.140"],
                                 "mac": "02:00:00:00:00:01", "dns": {}}
                                """));
    }

    @Test
    void an_older_multus_writes_one_entry_with_the_dummys_name_and_the_primary_address() {
        multus.writes(Multus.Form.UP_TO_4_0_2);
        multus.primary(_ -> "10.0.0.99");
        server.runs("upf-0");

        JsonArray status = status("upf-0");
        assertThat(status).hasSize(2);
        assertThat(entry(status, 0).getString("name", "")).isEqualTo("aws-cni");
        assertThat(entry(status, 0).getString("interface", "")).startsWith("dummy");
        assertThat(entry(status, 0).get("default").isTrue()).isTrue();
        assertThat(entry(status, 0).get("ips"))
                .isEqualTo((JsonValue) Json.array().add("10.0.0.99"));
    }

    @Test
    void an_interface_may_have_neither_addresses_nor_a_mac() {
        multus.attach(_ -> List.of(new Attachment("ran/sriov", "net1", "", List.of())));
        server.runs("upf-0");

        assertThat(entry(status("upf-0"), 2).names())
                .containsExactlyInAnyOrder("name", "interface", "dns");
    }

    @Test
    void a_pod_that_asks_for_nothing_has_its_primary_interface_only() {
        server.cluster.pods().run("ran", "web", PodTemplate.of("web"), server.node);

        assertThat(server.pod("web").annotations()).containsOnlyKeys(Multus.STATUS);
        assertThat(status("web")).hasSize(2);
    }

    @Test
    void a_pod_on_the_host_network_is_told_nothing_of_and_need_not_wait() {
        Pod pod =
                server.cluster
                        .pods()
                        .run("ran", "agent", ApiServer.UPF.onHostNetwork(), server.node);

        assertThat(pod.phase()).isEqualTo(Pod.Phase.RUNNING);
        assertThat(pod.annotations()).containsOnlyKeys(Multus.NETWORKS);
        JsonObject spec = item().get("spec").asObject();
        assertThat(spec.getBoolean("hostNetwork", false)).isTrue();
    }

    @Test
    void without_multus_pods_run_at_once_and_nothing_is_told() {
        Pod pod =
                new GroupWorld()
                        .world
                        .kubernetes()
                        .pods()
                        .run("ran", "upf-0", ApiServer.UPF, "any node");

        assertThat(pod.phase()).isEqualTo(Pod.Phase.RUNNING);
        assertThat(pod.annotations()).containsOnlyKeys(Multus.NETWORKS);
    }

    @Test
    void a_pod_whose_networks_cannot_be_had_waits() {
        multus.attach(_ -> List.of());
        server.runs("upf-0");
        server.group.passSeconds(600);

        assertThat(server.pod("upf-0").phase()).isEqualTo(Pod.Phase.PENDING);
        assertThat(server.pod("upf-0").annotations()).doesNotContainKey(Multus.STATUS);
    }

    @Test
    void a_pod_of_a_workload_gets_its_interfaces_anew_each_time_it_comes_again() {
        multus.attach(
                pod ->
                        List.of(
                                new Attachment(
                                        "ran/n3",
                                        "net1",
                                        "",
                                        List.of("10.0.16." + pod.version() % 250))));
        Workload owner = new Workload(Workload.Kind.STATEFUL_SET, "ran", "upf", ApiServer.UPF);
        server.cluster.pods().run(owner, server.node);
        String before = server.pod("upf-0").annotations().get(Multus.STATUS);
        server.ends("upf-0");

        assertThat(server.pod("upf-0").annotations().get(Multus.STATUS))
                .isNotNull()
                .isNotEqualTo(before);
    }

    @Test
    void a_kubelet_that_was_silent_attaches_what_it_has_missed_once() {
        multus.takes(Duration.ofSeconds(2));
        WatchLog watch = server.watch("");
        server.runs("upf-0");
        server.cluster.setReady(server.node, false);
        server.group.passSeconds(10);
        assertThat(server.pod("upf-0").annotations()).doesNotContainKey(Multus.STATUS);

        server.cluster.setReady(server.node, true);
        server.cluster.setReady(server.node, true);
        server.group.passSeconds(3);
        assertThat(server.pod("upf-0").phase()).isEqualTo(Pod.Phase.RUNNING);
        assertThat(watch.told()).containsExactly("ADDED upf-0", "MODIFIED upf-0", "MODIFIED upf-0");
    }

    @Test
    void an_operator_may_add_change_garble_and_remove_what_is_told() {
        WatchLog watch = server.watch("");
        server.runs("upf-0");
        String uid = server.pod("upf-0").uid();
        Attachment other = new Attachment("ran/n3", "net1", "", List.of("10.0.16.141"));
        server.cluster
                .pods()
                .annotate(uid, Multus.STATUS, multus.status(server.pod("upf-0"), List.of(other)));
        assertThat(entry(status("upf-0"), 2).get("ips"))
                .isEqualTo((JsonValue) Json.array().add("10.0.16.141"));
        assertThat(entry(status("upf-0"), 0).get("ips"))
                .isEqualTo((JsonValue) Json.array().add("100.64.0.1"));

        server.cluster.pods().annotate(uid, Multus.STATUS, "[{");
        server.cluster.pods().unannotate(uid, Multus.STATUS);
        server.group.passSeconds(1);

        assertThat(server.pod("upf-0").annotations()).containsOnlyKeys(Multus.NETWORKS);
        assertThat(watch.told()).hasSize(6).endsWith("MODIFIED upf-0");
        assertThatThrownBy(() -> server.cluster.pods().annotate("nobody", "key", "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no pod with UID nobody");
    }

    @Test
    void a_pod_that_finishes_stays_with_all_that_was_told_of_it() {
        Pod begun = server.runs("upf-0");
        server.cluster.pods().annotate(begun.uid(), "note", "later");
        server.cluster.pods().enter(Pod.Phase.SUCCEEDED, begun);

        assertThat(item().get("status").asObject().getString("phase", "")).isEqualTo("Succeeded");
        assertThat(server.pod("upf-0").annotations()).containsKeys("note", Multus.STATUS);
    }

    @Test
    void a_list_tells_a_pod_with_its_version_its_age_and_its_annotations() {
        server.runs("upf-0");
        Pod pod = server.pod("upf-0");
        JsonObject metadata = item().get("metadata").asObject();

        assertThat(metadata.getString("uid", "")).isEqualTo(pod.uid());
        assertThat(metadata.getString("resourceVersion", "")).isEqualTo("" + pod.version());
        assertThat(metadata.getString("creationTimestamp", "")).isEqualTo(pod.created().toString());
        assertThat(metadata.get("annotations").asObject().names())
                .containsExactlyInAnyOrder(Multus.NETWORKS, Multus.STATUS);
        assertThat(Long.parseLong(server.version())).isEqualTo(pod.version());
    }

    @Test
    void no_two_pods_have_one_name() {
        server.runs("upf-0");

        assertThatThrownBy(() -> server.runs("upf-0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is a pod ran/upf-0 already");
    }

    private JsonObject item() {
        return server.list("").get("items").asArray().get(0).asObject();
    }

    private JsonArray status(String pod) {
        return Json.parse(server.pod(pod).annotations().getOrDefault(Multus.STATUS, "")).asArray();
    }

    private static JsonObject entry(JsonArray status, int index) {
        return status.get(index).asObject();
    }
}
