package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many nodes at once that delegate prefixes of both families. */
class PrefixBurstTest {

    private static final int NODES = 20;
    private static final Layout LAYOUT =
            Layout.of(1, 1)
                    .withPrefixLength(22)
                    .withIpv6("{\"mode\":\"lowest-free\"}")
                    .withPodPrefixes(
                            "{\"ipv4\":2,\"ipv4Range\":[\"10.0.1.0/24\",\"10.0.2.0/23\"],"
                                    + "\"ipv6\":1,\"ipv6Range\":\"2600:1f14:0:100::/72\"}");

    @Test
    void twenty_nodes_pack_their_prefixes_from_the_bottom_of_the_range_without_a_refusal() {
        Stage stage = burst(Duration.ZERO);

        assertDense(stage);
        assertThat(refused(stage)).isZero();
    }

    @Test
    void twenty_nodes_pack_them_as_densely_where_readers_lag_with_hardly_a_refusal() {
        Stage stage = burst(Duration.ofSeconds(3));

        assertDense(stage);
        assertThat(refused(stage)).isLessThanOrEqualTo(NODES);
    }

    @Test
    void each_interface_costs_a_stated_number_of_calls() {
        Stage stage = burst(Duration.ZERO);

        Map<String, Long> calls =
                stage.calls().all().stream()
                        .filter(call -> call.call().caller().startsWith("launch"))
                        .collect(
                                groupingBy(call -> call.call().action(), TreeMap::new, counting()));
        long each = NODES;
        assertThat(calls)
                .as("the second list confirms what was delegated")
                .isEqualTo(
                        Map.ofEntries(
                                entry("DescribeInstances", each),
                                entry("DescribeInstanceTypes", each),
                                entry("DescribeSubnets", each),
                                entry("DescribeAutoScalingGroups", each),
                                entry("DescribeLifecycleHooks", each),
                                entry("GetSubnetCidrReservations", each),
                                entry("DescribeNetworkInterfaces", 2 * each),
                                entry("CreateNetworkInterface", each),
                                entry("AttachNetworkInterface", each),
                                entry("ModifyNetworkInterfaceAttribute", 2 * each),
                                entry("AssignPrivateIpAddresses", each),
                                entry("AssignIpv6Addresses", each),
                                entry("CompleteLifecycleAction", each)));
    }

    private static Stage burst(Duration lag) {
        Stage stage = Stage.open(Scenario.realistic().withLag(lag), LAYOUT).group(0).runFor(lag);
        stage.calls().clear();
        return stage.scaleTo(NODES).untilInService(NODES).runFor(Duration.ofMinutes(2));
    }

    private static void assertDense(Stage stage) {
        assertThat(stage.notices()).as("no node was replaced").hasSize(NODES);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        List<String> ipv4 =
                IntStream.range(0, 2 * NODES)
                        .mapToObj(n -> "10.0." + (1 + n / 16) + "." + n % 16 * 16 + "/28")
                        .toList();
        List<String> ipv6 =
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(n -> "2600:1f14:0:100:%x::/80".formatted(n))
                        .toList();
        assertThat(stage.inspect().prefixes(0)).allMatch(its -> its.split(" ").length == 3);
        assertThat(stage.inspect().prefixes(0).stream().flatMap(its -> Stream.of(its.split(" "))))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ipv4.stream(), ipv6.stream()).toList());
    }

    private static long refused(Stage stage) {
        return stage.calls().all().stream()
                .filter(call -> call.call().action().startsWith("Assign"))
                .filter(call -> !call.succeeded() && !call.outcome().equals("RequestLimitExceeded"))
                .count();
    }
}
