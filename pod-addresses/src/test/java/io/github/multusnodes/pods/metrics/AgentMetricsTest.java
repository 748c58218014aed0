package io.github.multusnodes.pods.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.pods.port.Reports.Standing;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.FailureKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

class AgentMetricsTest {

    private static final NodePod POD =
            new NodePod("uid", "core", "upf-0", Instant.EPOCH, new NodePod.Attached.Awaited());
    private static final Ip ADDRESS = Ip.parse("10.0.1.50");

    private Instant now = Instant.parse("2026-01-02T03:04:05.500Z");
    private final AgentMetrics metrics = new AgentMetrics(() -> now);
    private final MetricsServer server = new MetricsServer(metrics, 0);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void an_agent_that_begins_shows_what_can_happen_as_nothing() {
        assertThat(samples())
                .contains(
                        "multus_pod_addresses_pods 0",
                        "multus_pod_addresses_assigned_total 0",
                        "multus_pod_addresses_refused_total{reason=\"no_slot\"} 0",
                        "multus_pod_addresses_routable_seconds_count 0",
                        "multus_pod_addresses_last_success_timestamp_seconds 0");
    }

    @Test
    void a_round_shows_how_it_left_the_node() {
        metrics.round(new Standing(7, 12, 3, 2));

        assertThat(samples())
                .contains(
                        "multus_pod_addresses_pods 7",
                        "multus_pod_addresses_addresses 12",
                        "multus_pod_addresses_missing 3",
                        "multus_pod_addresses_stale 2",
                        "multus_pod_addresses_rounds_total 1",
                        "multus_pod_addresses_last_success_timestamp_seconds 1.7673230455E9");
    }

    @Test
    void what_was_done_is_counted() {
        metrics.assigned(5);
        metrics.assigned(1);
        metrics.released(2);
        metrics.refused(POD, new Refusal(Refusal.Reason.NO_SLOT, ADDRESS, "full"));
        metrics.unreadable(POD, "no JSON");

        assertThat(samples())
                .contains(
                        "multus_pod_addresses_assigned_total 6",
                        "multus_pod_addresses_released_total 2",
                        "multus_pod_addresses_refused_total{reason=\"no_slot\"} 1",
                        "multus_pod_addresses_unreadable_total 1");
    }

    @Test
    void failures_are_counted_by_their_source_and_kind() {
        metrics.failed(cloud("AssignPrivateIpAddresses", FailureKind.THROTTLED));
        metrics.failed(cloud("instance metadata mac", FailureKind.UNAVAILABLE));
        metrics.count(new ClusterFailure(ClusterFailure.Kind.UNREACHABLE, "GET /", "no answer"));
        metrics.failed(new IllegalStateException("defect"));

        assertThat(samples())
                .contains(
                        "multus_pod_addresses_failures_total{source=\"ec2\",kind=\"throttled\"} 1",
                        "multus_pod_addresses_failures_total{source=\"metadata\","
                                + "kind=\"unavailable\"} 1",
                        "multus_pod_addresses_failures_total{source=\"cluster\","
                                + "kind=\"unreachable\"} 1",
                        "multus_pod_addresses_failures_total{source=\"agent\","
                                + "kind=\"IllegalStateException\"} 1");
    }

    @Test
    void the_time_until_a_pod_was_routable_falls_into_its_bucket_and_all_above() {
        metrics.routable(POD, Duration.ofMillis(500));
        metrics.routable(POD, Duration.ofMillis(1250));
        metrics.routable(POD, Duration.ofHours(1));

        assertThat(samples())
                .containsSequence(
                        "multus_pod_addresses_routable_seconds_bucket{le=\"0.5\"} 1",
                        "multus_pod_addresses_routable_seconds_bucket{le=\"1\"} 1",
                        "multus_pod_addresses_routable_seconds_bucket{le=\"2\"} 2")
                .containsSequence(
                        "multus_pod_addresses_routable_seconds_bucket{le=\"300\"} 2",
                        "multus_pod_addresses_routable_seconds_bucket{le=\"+Inf\"} 3",
                        "multus_pod_addresses_routable_seconds_sum 3601.75",
                        "multus_pod_addresses_routable_seconds_count 3");
    }

    @Test
    void every_metric_has_a_heading_with_its_type() {
        List<String> headed =
                lines().stream()
                        .filter(line -> line.startsWith("# TYPE "))
                        .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
                        .toList();

        assertThat(headed).doesNotHaveDuplicates();
        assertThat(samples())
                .allSatisfy(
                        sample ->
                                assertThat(headed)
                                        .contains(
                                                sample.replaceFirst("[{ ].*", "")
                                                        .replaceFirst("_(bucket|sum|count)$", "")));
    }

    @Test
    void a_value_of_a_label_is_escaped() {
        metrics.called("a\\b\"c\nd", "ok");

        assertThat(samples())
                .contains(
                        "multus_pod_addresses_ec2_calls_total{action=\"a\\\\b\\\"c\\nd\","
                                + "outcome=\"ok\"} 1");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.1.50, AssignPrivateIpAddresses, UnassignPrivateIpAddresses",
        "2001:db8::1, AssignIpv6Addresses, UnassignIpv6Addresses"
    })
    void calls_are_counted_by_action_and_outcome(String ip, String assign, String unassign) {
        CountedAssignments counted = new CountedAssignments(new Failing(), metrics);
        List<Ip> addresses = List.of(Ip.parse(ip));

        assertThat(counted.ofInstance("i-1")).isEmpty();
        assertThat(counted.holders("subnet-1", addresses)).isEmpty();
        if (ip.contains(":")) {
            counted.assignIpv6("eni-1", addresses);
        } else {
            counted.assignIpv4("eni-1", addresses, true);
        }
        assertThatThrownBy(() -> counted.unassign("eni-1", addresses))
                .isInstanceOf(CloudFailure.class);

        String name = "multus_pod_addresses_ec2_calls_total";
        assertThat(samples())
                .contains(
                        name + "{action=\"DescribeNetworkInterfaces\",outcome=\"ok\"} 2",
                        name + "{action=\"" + assign + "\",outcome=\"ok\"} 1",
                        name + "{action=\"" + unassign + "\",outcome=\"denied\"} 1");
    }

    @Test
    void prometheus_is_told_the_format() throws IOException {
        HttpURLConnection connection = ask("/metrics", "GET");

        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentType())
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(metrics.text());
    }

    @Test
    void an_agent_is_ready_once_a_round_has_come_to_its_end() throws IOException {
        metrics.failed(new IllegalStateException("not yet"));
        assertThat(status("/readyz")).isEqualTo(503);

        metrics.round(new Standing(0, 0, 0, 0));
        assertThat(status("/readyz")).isEqualTo(200);

        metrics.failed(new IllegalStateException("again"));
        assertThat(status("/readyz")).isEqualTo(200);
    }

    @Test
    void an_agent_that_fails_is_alive_and_one_that_hangs_is_not() throws IOException {
        pass(Duration.ofMinutes(4));
        assertThat(status("/healthz")).isEqualTo(200);
        metrics.failed(new IllegalStateException("EC2 is away"));
        pass(Duration.ofMinutes(4));
        assertThat(status("/healthz")).isEqualTo(200);
        pass(Duration.ofMinutes(1));
        assertThat(status("/healthz")).isEqualTo(503);

        metrics.round(new Standing(0, 0, 0, 0));
        assertThat(status("/healthz")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics/x", "/healthzz"})
    void there_is_nothing_else(String path) throws IOException {
        assertThat(status(path)).isEqualTo(404);
    }

    @Test
    void nothing_can_be_changed() throws IOException {
        assertThat(ask("/metrics", "DELETE").getResponseCode()).isEqualTo(405);
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> new MetricsServer(metrics, taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private List<String> lines() {
        return metrics.text().lines().toList();
    }

    private List<String> samples() {
        return lines().stream().filter(line -> !line.startsWith("#")).toList();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private int status(String path) throws IOException {
        return ask(path, "GET").getResponseCode();
    }

    private HttpURLConnection ask(String path, String method) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        return connection;
    }

    private static CloudFailure cloud(String action, FailureKind kind) {
        return new CloudFailure(kind, action, "", "no");
    }

    /** Gives everything, and takes nothing away. */
    private static final class Failing implements Assignments {

        @Override
        public List<NodeEni> ofInstance(String instanceId) {
            return List.of();
        }

        @Override
        public Map<Ip, Holder> holders(String subnetId, Collection<Ip> addresses) {
            return Map.of();
        }

        @Override
        public void assignIpv4(String eniId, Collection<Ip> addresses, boolean reassign) {}

        @Override
        public void assignIpv6(String eniId, Collection<Ip> addresses) {}

        @Override
        public void unassign(String eniId, Collection<Ip> addresses) {
            throw cloud("Unassign", FailureKind.DENIED);
        }
    }
}
