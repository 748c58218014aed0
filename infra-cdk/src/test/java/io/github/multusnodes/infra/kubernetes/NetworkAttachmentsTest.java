package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.multusnodes.infra.config.NetworkPlaces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class NetworkAttachmentsTest {

    /** What each plugin knows: another key would be ignored in silence. */
    private static final Map<String, Set<String>> KNOWN =
            Map.of(
                    "ipvlan", Set.of("type", "master", "mode", "ipam"),
                    "host-device", Set.of("cniVersion", "name", "type", "device"),
                    "sbr", Set.of("type"),
                    "whereabouts", Set.of("type", "network_name", "ipRanges", "gateway", "routes"));

    @TempDir private Path folder;

    static List<Rendered> all() {
        return Rendered.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_network_has_the_attachments_that_are_told_of(Rendered rendered) {
        assertThat(rendered.documents("network-attachments.yaml"))
                .extracting(its -> its.at("/metadata/name").asText())
                .containsExactlyElementsOf(
                        rendered.read().networks().stream()
                                .flatMap(network -> network.attachmentNames().stream())
                                .toList())
                .allMatch(name -> name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_configuration_has_its_attachments_name_and_keys_that_its_plugins_know(
            Rendered rendered) {
        for (JsonNode attachment : rendered.documents("network-attachments.yaml")) {
            if (attachment.has("spec")) {
                JsonNode config = Rendered.config(attachment);
                assertThat(config.path("name")).isEqualTo(attachment.at("/metadata/name"));
                assertThat(config.path("cniVersion").asText()).isEqualTo("1.0.0");
                (config.has("plugins") ? config.path("plugins") : List.of(config))
                        .forEach(NetworkAttachmentsTest::hasKnownKeys);
            }
        }
    }

    @Test
    void a_zones_pods_get_addresses_of_its_range_with_the_subnets_mask() {
        JsonNode ipvlan = Rendered.shipped().network("n3-us-west-2b").at("/plugins/0");

        assertThat(ipvlan.path("master").asText()).isEqualTo("multus1");
        assertThat(ipvlan.path("mode").asText()).isEqualTo("l2");
        assertThat(ipvlan.path("ipam"))
                .hasToString(
                        """
                        {"type":"whereabouts","network_name":"subnet-0a1b2c3d4e5f60005",\
                        "ipRanges":[{"range":"10.0.5.0/24",\
                        "range_start":"10.0.5.128","range_end":"10.0.5.254"}],\
                        "gateway":"10.0.5.1"}\
                        """);
    }

    @Test
    void several_ranges_of_a_family_are_one_with_what_lies_between_left_out() throws IOException {
        JsonNode ipam =
                changed("pods: 10.0.4.128/25", "pods: [10.0.4.192/26, 10.0.4.96/28]")
                        .network("n3-us-west-2a")
                        .at("/plugins/0/ipam");

        assertThat(ipam.path("ipRanges"))
                .hasToString(
                        """
                        [{"range":"10.0.4.0/24","range_start":"10.0.4.96",\
                        "range_end":"10.0.4.254",\
                        "exclude":["10.0.4.112/28","10.0.4.128/26"]}]\
                        """);
    }

    @Test
    void in_dual_stack_pods_get_an_address_of_each_family_and_no_gateway_for_both() {
        JsonNode ipam =
                Rendered.of(Path.of("examples/ipv6.yaml"))
                        .network("n3-eu-west-1a")
                        .at("/plugins/0/ipam");

        assertThat(ipam.path("ipRanges"))
                .extracting(
                        its -> its.path("range").asText(), its -> its.path("range_end").asText())
                .containsExactly(
                        tuple("10.6.4.0/24", "10.6.4.254"),
                        tuple("2001:db8:0:4::/64", "2001:db8:0:4:8000:ffff:ffff:ffff"));
        assertThat(ipam.has("gateway")).isFalse();
    }

    @Test
    void pods_of_nodes_with_prefixes_have_a_definition_without_a_spec() {
        JsonNode attachment =
                Rendered.shipped().documents("network-attachments.yaml").stream()
                        .filter(its -> its.at("/metadata/name").asText().equals("n6"))
                        .findFirst()
                        .orElseThrow();

        assertThat(attachment.has("spec")).isFalse();
    }

    @Test
    void source_routing_chains_its_plugin_and_knows_the_router() throws IOException {
        JsonNode plugins =
                changed(
                                "deviceIndex: 1\n",
                                "deviceIndex: 1\n    attachment: {sourceRouting: true}\n")
                        .network("n3-us-west-2a")
                        .path("plugins");

        assertThat(plugins)
                .extracting(its -> its.path("type").asText())
                .containsExactly("ipvlan", "sbr");
        assertThat(plugins.at("/0/ipam/gateway").asText()).isEqualTo("10.0.4.1");
    }

    @Test
    void routes_go_by_the_router_of_each_zones_subnet() throws IOException {
        Rendered rendered =
                changed(
                        "deviceIndex: 1\n",
                        """
                        deviceIndex: 1
                            attachment: {routes: [10.100.0.0/16, 10.101.0.0/16]}
                        """);

        assertThat(rendered.network("n3-us-west-2b").at("/plugins/0/ipam/routes"))
                .hasToString(
                        """
                        [{"dst":"10.100.0.0/16","gw":"10.0.5.1"},\
                        {"dst":"10.101.0.0/16","gw":"10.0.5.1"}]\
                        """);
    }

    @Test
    void an_interface_for_one_pod_moves_into_it_by_its_stable_name() {
        assertThat(Rendered.of(Path.of("examples/three-zones.yaml")).network("n6"))
                .hasToString(
                        """
                        {"cniVersion":"1.0.0","name":"n6","type":"host-device",\
                        "device":"multus2"}\
                        """);
    }

    @Test
    void nothing_is_rendered_for_a_network_that_others_attach() throws IOException {
        Rendered rendered =
                changed("deviceIndex: 1\n", "deviceIndex: 1\n    attachment: {plugin: none}\n");

        assertThat(rendered.files().get("network-attachments.yaml")).doesNotContain("n3");
        assertThat(rendered.files()).doesNotContainKey("samples/n3.yaml");
    }

    @Test
    void an_interface_on_another_network_card_has_the_card_in_its_name() {
        NetworkPlaces network = Rendered.shipped().read().networks().getFirst();
        NetworkPlaces elsewhere =
                new NetworkPlaces(
                        network.name(),
                        2,
                        1,
                        network.subnets(),
                        network.securityGroups(),
                        network.tagKeys(),
                        network.mtu(),
                        network.nodeRanges(),
                        network.podPrefixes(),
                        network.attachment());

        assertThat(network.interfaceName()).isEqualTo("multus1");
        assertThat(elsewhere.interfaceName()).isEqualTo("multus1-2");
    }

    private Rendered changed(String text, String by) throws IOException {
        return Rendered.of(Rendered.changed(Rendered.SHIPPED, folder, text, by));
    }

    private static void hasKnownKeys(JsonNode plugin) {
        String type = plugin.path("type").asText();
        assertThat(KNOWN).containsKey(type);
        assertThat(plugin.fieldNames()).toIterable().isSubsetOf(KNOWN.get(type));
        if (plugin.has("ipam")) {
            hasKnownKeys(plugin.path("ipam"));
        }
    }
}
