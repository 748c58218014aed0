package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;

import java.util.List;
import java.util.stream.IntStream;

/** Subnets without IPv4: what holds for IPv4 elsewhere holds for IPv6 here. */
class Ipv6OnlyTest {

    private static final Layout IPV6_ONLY =
            Layout.of(1, 1).withIpv6Only("{\"mode\":\"lowest-free\"}");

    @Test
    void fifty_nodes_at_once_end_dense() {
        Stage stage = launched(50, IPV6_ONLY);

        assertThat(stage.inspect().addresses(0))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(4, 53)
                                .mapToObj("2600:1f14:0:100::%x"::formatted)
                                .toList());
    }

    @Test
    void two_networks_in_one_subnet_get_addresses_of_their_own() {
        Stage stage =
                launched(
                        2,
                        Layout.of(1, 2)
                                .withSharedSubnets()
                                .withIpv6Only("{\"mode\":\"lowest-free\"}"));

        assertThat(List.of(0, 1))
                .flatMap(network -> stage.inspect().addresses(network))
                .containsExactlyInAnyOrder(
                        "2600:1f14:0:100::4",
                        "2600:1f14:0:100::5",
                        "2600:1f14:0:100::6",
                        "2600:1f14:0:100::7");
    }

    @Test
    void an_address_that_somebody_holds_is_passed_over() {
        Stage stage = Stage.open(Scenario.realistic(), IPV6_ONLY);
        stage.ec2()
                .createNetworkInterface(
                        r ->
                                r.subnetId(stage.grounds().networkSubnets().getFirst().getFirst())
                                        .ipv6Addresses(
                                                InstanceIpv6Address.builder()
                                                        .ipv6Address("2600:1f14:0:100::4")
                                                        .build()));

        stage.group(1).untilInService(1);

        assertThat(stage.inspect().addresses(0)).containsExactly("2600:1f14:0:100::5");
    }

    @Test
    void an_interface_gets_prefixes_for_pods() {
        Stage stage =
                launched(
                        2,
                        IPV6_ONLY.withPodPrefixes(
                                "{\"ipv6\":1,\"ipv6Range\":\"2600:1f14:0:100:8000::/65\"}"));

        assertThat(stage.inspect().addresses(0))
                .containsExactly("2600:1f14:0:100::4", "2600:1f14:0:100::5");
        assertThat(stage.inspect().prefixes(0))
                .containsExactly("2600:1f14:0:100:8000::/80", "2600:1f14:0:100:8001::/80");
    }

    @Test
    void log_lines_tell_the_address() {
        Stage stage = launched(1, IPV6_ONLY);

        assertThat(stage.logLines())
                .anyMatch(
                        line ->
                                line.contains("\"step\":\"create\"")
                                        && line.contains("\"address\":\"2600:1f14:0:100::4\""))
                .anyMatch(line -> line.contains("\"addresses\":[\"2600:1f14:0:100::4\"]"));
    }

    private static Stage launched(int nodes, Layout layout) {
        Stage stage = Stage.open(Scenario.realistic(), layout).group(nodes).untilInService(nodes);
        assertThat(stage.notices()).as("no node was replaced").hasSize(nodes);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        return stage;
    }
}
