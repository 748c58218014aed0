package io.github.multusnodes.infra.boot;

import static io.github.multusnodes.infra.boot.Node.N3;
import static io.github.multusnodes.infra.boot.Node.N6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

@DisplayName("Pods of a node in service")
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodsIT {

    private static final String N3_FILE = "/etc/cni/multus/net.d/multus-nodes-n3.conflist";
    private static final String N6_FILE = "/etc/cni/multus/net.d/multus-nodes-n6.conflist";

    /** All addresses of the prefix, with the length of the subnet. */
    private static final List<String> PREFIX =
            IntStream.range(32, 48).mapToObj("10.0.16.%d/24"::formatted).toList();

    private final Node node = Node.ready(Image.CURRENT);
    private final Guest guest = node.guest();
    private final ContainerRuntime runtime = new ContainerRuntime(guest);

    @AfterAll
    void end() {
        node.close();
    }

    @Test
    void reach_each_other_and_the_gateway_with_addresses_of_the_nodes_prefix() {
        JsonNode n3 = runtime.configuration(N3_FILE);
        runtime.createPod("one");
        runtime.createPod("two");
        String first = address(runtime.add(n3, "one", "net1"), 0);
        String second = address(runtime.add(n3, "two", "net1"), 0);

        assertThat(PREFIX).contains(first, second);
        assertThat(guest.run("ip -netns one -o link show dev net1")).contains("mtu 9001", N3.mac());
        ping("one", host(second));
        ping("two", host(first));
        ping("one", N3.gateway());

        runtime.delete(n3, "one", "net1");
        runtime.delete(n3, "two", "net1");
    }

    @Test
    void get_all_sixteen_addresses_of_the_prefix_and_not_one_more_until_one_is_given_back() {
        JsonNode n3 = runtime.configuration(N3_FILE);
        runtime.createPod("many");
        List<String> given = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            given.add(address(runtime.add(n3, "many", "net" + i), 0));
        }

        assertThat(given).containsExactlyInAnyOrderElementsOf(PREFIX);
        assertThatExceptionOfType(ContainerRuntime.Refused.class)
                .isThrownBy(() -> runtime.add(n3, "many", "net17"))
                .withMessageContaining("no IP addresses available");

        runtime.delete(n3, "many", "net5");
        assertThat(address(runtime.add(n3, "many", "net18"), 0)).isEqualTo(given.get(4));
        for (String name : names()) {
            runtime.delete(n3, "many", name);
        }
        assertThat(guest.run("find /run/multus-nodes/addresses -name '10.0.16.*'")).isEmpty();
    }

    private static List<String> names() {
        return IntStream.rangeClosed(1, 18)
                .filter(i -> i != 5 && i != 17)
                .mapToObj("net%d"::formatted)
                .toList();
    }

    @Test
    void have_both_families_their_routes_and_their_own_table_where_that_is_asked() {
        JsonNode n6 = runtime.configuration(N6_FILE);
        runtime.createPod("three");
        runtime.createPod("four");
        JsonNode result = runtime.add(n6, "three", "net1");
        JsonNode other = runtime.add(n6, "four", "net1");

        assertThat(List.of(address(result, 0), address(result, 1)))
                .containsExactly("10.0.17.32/24", "2001:db8:0:17:1::/64");
        ping("four", "-I", host(address(other, 0)), "10.0.17.32");
        ping("four", "-I", host(address(other, 1)), "2001:db8:0:17:1::");
        assertThat(guest.run("ip -netns three rule show")).contains("from 10.0.17.32 lookup 100");
        assertThat(guest.run("ip -netns three route show table 100"))
                .contains("192.168.0.0/16", "10.0.17.0/24");
        assertThat(guest.run("ip -netns three -o link show dev net1"))
                .contains("mtu 1500", N6.mac());

        runtime.delete(n6, "three", "net1");
        runtime.delete(n6, "four", "net1");
    }

    @Test
    void reach_each_other_by_the_attachment_that_is_rendered_for_a_zone() {
        ObjectNode attachment = rendered("n3-us-west-2a");
        ObjectNode plugin = (ObjectNode) attachment.at("/plugins/0");
        JsonNode range = plugin.at("/ipam/ipRanges/0");
        // Debian has no whereabouts: host-local gives addresses of the same range.
        plugin.set(
                "ipam",
                json(
                        """
                        {"type": "host-local", "dataDir": "/run/in-place-of-whereabouts", "ranges":
                         [[{"subnet": %s, "rangeStart": %s, "rangeEnd": %s, "gateway": %s}]]}\
                        """
                                .formatted(
                                        range.get("range"),
                                        range.get("range_start"),
                                        range.get("range_end"),
                                        plugin.at("/ipam/gateway"))));
        runtime.createPod("five");
        runtime.createPod("seven");
        String first = host(address(runtime.add(attachment, "five", "net1"), 0));
        runtime.add(attachment, "seven", "net1");

        assertThat(first).isEqualTo(range.get("range_start").asText());
        ping("seven", first);

        runtime.delete(attachment, "five", "net1");
        runtime.delete(attachment, "seven", "net1");
    }

    @Test
    void take_a_whole_link_by_its_name_and_give_it_back_as_it_was() {
        JsonNode whole =
                json(
                        """
                        {"cniVersion": "1.0.0", "name": "n6-dpdk", "plugins": [{"type": "host-device",
                         "device": "multus2"}]}\
                        """);
        runtime.createPod("six");
        runtime.add(whole, "six", "net1");
        assertThat(guest.run("ip -netns six -o link show dev net1")).contains(N6.mac());

        runtime.delete(whole, "six", "net1");
        guest.await("multus2 to be back", "ip link show dev multus2 | grep -q 'state UP'");
        guest.run("udevadm settle && systemctl start multus-nodes");

        Expected.ready(node, Image.CURRENT);
    }

    private void ping(String pod, String... arguments) {
        guest.run(
                "ip netns exec %s ping -c 1 -W 20 %s".formatted(pod, String.join(" ", arguments)));
    }

    private static String host(String address) {
        return address.substring(0, address.indexOf('/'));
    }

    private static String address(JsonNode result, int which) {
        return result.at("/ips/%d/address".formatted(which)).asText();
    }

    /** The configuration of one attachment that is kept in the tree. */
    private static ObjectNode rendered(String name) {
        Path file = Path.of("..", "templates", "kubernetes", "network-attachments.yaml");
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll().stream()
                    .filter(document -> document.at("/metadata/name").asText().equals(name))
                    .map(document -> (ObjectNode) json(document.at("/spec/config").asText()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JsonSocket.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
