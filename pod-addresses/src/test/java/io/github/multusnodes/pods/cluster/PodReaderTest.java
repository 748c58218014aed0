package io.github.multusnodes.pods.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.NodePod.Attached;
import io.github.multusnodes.pods.plan.PodInterface;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class PodReaderTest {

    private static final String ETH0 =
            """
            {"name": "aws-cni", "interface": "eth0", "ips": ["10.0.0.77"], "mac": "2", \
            "default": true, "dns": {}}\
            """;
    private static final String DUMMY =
            """
            {"name": "aws-cni", "interface": "dummy6ed3f1f8a1b", "mac": "0", "dns": {}}\
            """;
    private static final String NET1 =
            """
            {"name": "core/n3", "interface": "net1", "ips": ["10.0.1.50", "2001:db8::50"], \
            "mac": "0A:1B:2c:3d:4e:5f", "dns": {}}\
            """;

    private final JsonObject annotations = new JsonObject();
    private final JsonObject spec = new JsonObject().add("nodeName", "node");
    private final JsonObject status = new JsonObject().add("phase", "Running");
    private final JsonObject metadata =
            new JsonObject()
                    .add("uid", "uid-1")
                    .add("namespace", "core")
                    .add("name", "upf-0")
                    .add("creationTimestamp", "2026-01-02T03:04:05Z")
                    .add("annotations", annotations);

    @Test
    void a_pod_has_the_interfaces_that_multus_has_told() {
        asks();
        tells(ETH0, DUMMY, NET1);

        assertThat(read())
                .contains(
                        new NodePod(
                                "uid-1",
                                "core",
                                "upf-0",
                                Instant.parse("2026-01-02T03:04:05Z"),
                                new Attached.Told(
                                        List.of(
                                                net1(
                                                        Optional.of("0a:1b:2c:3d:4e:5f"),
                                                        "10.0.1.50",
                                                        "2001:db8::50")))));
    }

    @Test
    void a_pod_that_asks_and_has_not_got_any_yet_is_awaited() {
        asks();

        assertThat(attached()).contains(new Attached.Awaited());
        tells("");
        annotations.set(NetworkStatus.KEY, " ");
        assertThat(attached()).contains(new Attached.Awaited());
    }

    @Test
    void a_pod_that_neither_asks_nor_has_any_is_left_out() {
        assertThat(read()).isEmpty();
        tells(ETH0, DUMMY);
        assertThat(read()).isEmpty();
        annotations.set("k8s.v1.cni.cncf.io/networks", " ");
        assertThat(read()).isEmpty();
    }

    @Test
    void a_pod_that_has_some_without_asking_is_not_left_out() {
        tells(ETH0, NET1);

        assertThat(interfaces()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "Failed"})
    void a_pod_that_has_ended_is_left_out(String phase) {
        asks();
        tells(NET1);
        status.set("phase", phase);

        assertThat(read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "Running", "Unknown"})
    void a_pod_that_has_not_ended_is_not_left_out(String phase) {
        asks();
        status.set("phase", phase);

        assertThat(read()).isPresent();
    }

    @Test
    void a_pod_on_the_network_of_its_host_is_left_out() {
        asks();
        tells(NET1);
        spec.add("hostNetwork", true);

        assertThat(read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Multus up to 4.0.2 has the pod's primary address here.
                "{'name': 'aws-cni', 'interface': 'dummy6ed3f1f8a1b', 'ips': ['10.0.0.77']}",
                "{'name': 'aws-cni', 'interface': 'eth0', 'ips': ['10.0.0.77']}",
                "{'name': 'core/n3', 'interface': 'eth0', 'ips': ['10.0.0.77'], 'default': true}",
                "{'name': 'core/n3', 'interface': 'net1'}",
                "{'name': 'core/n3', 'interface': 'net1', 'ips': null}",
                "{'name': 'core/n3', 'interface': 'net1', 'ips': []}",
                "{'name': 'core/n3', 'ips': ['10.0.1.50']}",
                "{'name': 'core/n3', 'interface': '', 'ips': ['10.0.1.50']}",
                "{'name': 'aws-cni', 'interface': 'eth0', 'ips': ['garbage']}",
            })
    void what_can_have_no_address_of_a_node_s_interface_is_skipped(String entry) {
        asks();
        tells(quoted(entry));

        assertThat(attached()).contains(new Attached.Told(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'mac': '0A:1B:2C:3D:4E:5F' | 0a:1b:2c:3d:4e:5f",
                "'mac': '0a-1b-2c-3d-4e-5f' | ``",
                "'mac': '0a:1b:2c:3d:4e' | ``",
                "'mac': '0' | ``",
                "'mac': '' | ``",
                "'mac': null | ``",
                "'mtu': 9001 | ``",
            })
    void a_mac_address_is_taken_only_if_it_is_one(String member, String mac) {
        asks();
        tells(quoted("{'name': 'a/b', 'interface': 'net1', 'ips': ['10.0.1.50'], " + member + "}"));

        assertThat(interfaces())
                .containsExactly(net1(Optional.of(mac).filter(its -> !its.isEmpty()), "10.0.1.50"));
    }

    @Test
    void an_address_that_is_told_twice_is_one() {
        asks();
        tells(
                quoted(
                        "{'name': 'a/b', 'interface': 'net1', 'ips': ['2001:db8::1',"
                                + " '2001:DB8:0::1']}"));

        assertThat(interfaces()).containsExactly(net1(Optional.empty(), "2001:db8::1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | the annotation is {}; allowed: a list",
                "'eth0' | the annotation is \"eth0\"; allowed: a list",
                "[7] | an entry is 7; allowed: an object",
                "[{}] | an entry without name is {}; allowed: one that has it",
                "[{'name': 7}] | name is 7; allowed: text",
                "[{'name': 'a/b', 'default': 'yes'}] | default is \"yes\"; allowed: true or false",
                "[{'name': 'a/b', 'interface': 1}] | interface is 1; allowed: text",
                "[{'name': 'a/b', 'ips': '10.0.1.50'}] | ips is \"10.0.1.50\"; allowed: a list",
                "[{'name': 'a/b', 'ips': [1]}] | an item of ips is 1; allowed: an address as text",
                "[{'name': 'a/b', 'ips': ['10.0.1.50/24']}] | an item of ips is \"10.0.1.50/24\";"
                        + " allowed: an IPv4 or IPv6 address",
                "[{'name': 'a/b', 'interface': 'net1', 'ips': ['::1'], 'mac': 1}] | mac is 1;"
                        + " allowed: text",
            })
    void what_cannot_be_read_is_told_with_its_value(String text, String why) {
        asks();
        annotations.set(NetworkStatus.KEY, quoted(text));

        assertThat(attached())
                .contains(new Attached.Unreadable("k8s.v1.cni.cncf.io/network-status: " + why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{", "garbage", "[] []", "[{'name'}]"})
    void what_is_no_json_is_told_with_its_text(String text) {
        asks();
        annotations.set(NetworkStatus.KEY, quoted(text));

        assertThat(why())
                .startsWith("k8s.v1.cni.cncf.io/network-status is no JSON (")
                .endsWith(Json.value(quoted(text)).toString());
    }

    @Test
    void a_long_text_is_told_in_part() {
        asks();
        annotations.set(NetworkStatus.KEY, "x".repeat(100_000));

        assertThat(why()).hasSizeLessThan(250).endsWith("xxx...");
    }

    @Test
    void a_pod_without_an_identity_may_have_any_address() {
        asks();
        metadata.remove("uid");

        assertThat(read())
                .contains(
                        new NodePod(
                                "",
                                "core",
                                "upf-0",
                                Instant.parse("2026-01-02T03:04:05Z"),
                                new Attached.Unreadable("metadata.uid of a pod is missing")));
        assertThat(PodReader.read(Json.NULL)).map(NodePod::attached).isPresent();
    }

    @Test
    void a_pod_that_does_not_say_when_it_was_created_may_be_as_old_as_any() {
        asks();
        metadata.set("creationTimestamp", "yesterday");

        assertThat(read()).map(NodePod::created).contains(Instant.EPOCH);
    }

    private void asks() {
        annotations.set("k8s.v1.cni.cncf.io/networks", "core/n3");
    }

    private void tells(String... entries) {
        annotations.set(NetworkStatus.KEY, Stream.of(entries).toList().toString());
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private static PodInterface net1(Optional<String> mac, String... addresses) {
        return new PodInterface(
                "net1", Optional.empty(), mac, Stream.of(addresses).map(Ip::parse).toList());
    }

    private Optional<NodePod> read() {
        return PodReader.read(
                new JsonObject().add("metadata", metadata).add("spec", spec).add("status", status));
    }

    private Optional<Attached> attached() {
        return read().map(NodePod::attached);
    }

    private List<PodInterface> interfaces() {
        return read().orElseThrow().interfaces();
    }

    private String why() {
        return attached().orElseThrow() instanceof Attached.Unreadable(String why) ? why : "";
    }
}
