package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

class AddressAgentTest {

    private static final String FILE = "pod-addresses.yaml";

    @TempDir private Path folder;

    @Test
    void one_agent_on_each_node_of_the_group_whatever_taints_it_has() {
        JsonNode pod = pod(Rendered.shipped());

        assertThat(pod.at("/nodeSelector/multus-nodes~1node-group").asText()).isEqualTo("upf");
        assertThat(pod.at("/tolerations/0").size()).isOne();
        assertThat(pod.at("/tolerations/0/operator").asText()).isEqualTo("Exists");
        assertThat(pod.at("/containers/0/args/0").asText()).isEqualTo("node");
    }

    /** What whereabouts gives is on a pod or stale; other addresses are none of the agent's. */
    @Test
    void its_own_are_the_ranges_for_pods_of_networks_that_delegate_no_prefixes() {
        assertThat(variable(Rendered.shipped(), "POD_OWN_RANGES"))
                .isEqualTo("10.0.4.128/25,10.0.5.128/25");
    }

    @Test
    void it_knows_how_many_addresses_an_interface_can_have_where_all_nodes_are_alike()
            throws IOException {
        Path mixed =
                Rendered.changed(
                        Rendered.SHIPPED,
                        folder,
                        "instanceTypes: [m5.2xlarge]",
                        "instanceTypes: [m5.2xlarge, m5.8xlarge]");

        assertThat(variable(Rendered.shipped(), "POD_IPV4_SLOTS")).isEqualTo("15");
        assertThat(variable(Rendered.of(mixed), "POD_IPV4_SLOTS")).isEmpty();
    }

    @Test
    void it_may_see_pods_and_write_events_and_nothing_else() {
        JsonNode role = Rendered.shipped().document(FILE, "ClusterRole");

        assertThat(role.path("rules")).hasSize(2);
        assertThat(texts(role.at("/rules/0/resources"))).containsExactly("pods");
        assertThat(texts(role.at("/rules/0/verbs"))).containsExactly("list", "watch");
        assertThat(texts(role.at("/rules/1/resources"))).containsExactly("events");
        assertThat(texts(role.at("/rules/1/verbs"))).containsExactly("create");
    }

    @Test
    void it_is_nobody_on_its_node() {
        JsonNode pod = pod(Rendered.shipped());
        JsonNode container = pod.at("/containers/0/securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(texts(container.at("/capabilities/drop"))).containsExactly("ALL");
        assertThat(pod.path("volumes")).isEmpty();
    }

    @Test
    void pods_of_an_agent_s_node_have_no_container_of_ours() {
        assertThat(Rendered.shipped().files().getOrDefault("samples/n3.yaml", ""))
                .isNotEmpty()
                .doesNotContain("initContainers");
    }

    @Test
    void containers_in_pods_need_no_agent() {
        assertThat(Rendered.of(Path.of("examples/one-zone.yaml")).files()).doesNotContainKey(FILE);
    }

    private static JsonNode pod(Rendered rendered) {
        return rendered.document(FILE, "DaemonSet").at("/spec/template/spec");
    }

    private static String variable(Rendered rendered, String name) {
        return StreamSupport.stream(pod(rendered).at("/containers/0/env").spliterator(), false)
                .filter(its -> its.path("name").asText().equals(name))
                .map(its -> its.path("value").asText())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
