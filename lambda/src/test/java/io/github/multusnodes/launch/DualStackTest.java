package io.github.multusnodes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Both families in one create call: an interface has both addresses, or there is none. */
class DualStackTest {

    private static final Layout DUAL_STACK = Layout.of(1, 1).withIpv6("{\"mode\":\"lowest-free\"}");

    @Test
    void fifty_nodes_at_once_end_dense_in_both_families() {
        Stage stage = Stage.open(Scenario.realistic(), DUAL_STACK).group(50).untilInService(50);

        assertThat(stage.notices()).as("no node was replaced").hasSize(50);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(4, 53)
                                .mapToObj(n -> "10.0.0.%d 2600:1f14:0:100::%x".formatted(n, n))
                                .toList());
    }

    @Test
    void an_ipv6_address_that_somebody_took_unseen_is_passed_over() {
        Stage stage = Stage.open(Scenario.realistic(), DUAL_STACK);
        stage.ec2()
                .createNetworkInterface(
                        r ->
                                r.subnetId(stage.grounds().networkSubnets().getFirst().getFirst())
                                        .privateIpAddress("10.0.0.40")
                                        .ipv6Addresses(
                                                InstanceIpv6Address.builder()
                                                        .ipv6Address("2600:1f14:0:100::4")
                                                        .build()));

        stage.group(1).untilInService(1);

        assertThat(stage.inspect().addresses(0)).containsExactly("10.0.0.4 2600:1f14:0:100::5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidIPAddress.InUse", "InvalidParameterValue"})
    void an_ipv6_address_that_ec2_refuses_is_struck_by_either_code(String code) {
        Stage stage = Stage.open(Scenario.realistic(), DUAL_STACK);
        stage.faults()
                .always(
                        call -> call.parameters().containsValue("2600:1f14:0:100::4"),
                        new Fault.Refuse(Refusal.of(code, "taken")));

        stage.group(1).untilInService(1).runFor(Duration.ofMinutes(1));

        assertThat(stage.notices()).as("no node was replaced").hasSize(1);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        assertThat(stage.inspect().addresses(0))
                .singleElement()
                .asString()
                .endsWith(" 2600:1f14:0:100::5");
    }

    @Test
    void a_request_that_ec2_refuses_whatever_the_address_is_abandoned_after_a_few_tries() {
        Stage stage = Stage.open(Scenario.realistic(), DUAL_STACK);
        stage.faults()
                .always(
                        call -> call.action().equals("CreateNetworkInterface"),
                        new Fault.Refuse(Refusal.of("InvalidParameterValue", "never")));

        stage.group(1).runFor(Duration.ofSeconds(90));

        assertThat(stage.logLines())
                .anyMatch(line -> line.contains("REFUSED_BY_EC2") && line.contains("never"));
        String first = stage.notices().getFirst().instanceId();
        assertThat(stage.calls().of("CreateNetworkInterface"))
                .filteredOn(call -> call.call().parameters().containsValue(first))
                .hasSize(7);
    }

    @Test
    void two_networks_in_one_subnet_get_addresses_of_their_own_from_one_dense_range() {
        Stage stage =
                Stage.open(
                                Scenario.realistic(),
                                Layout.of(1, 2)
                                        .withSharedSubnets()
                                        .withIpv6("{\"mode\":\"lowest-free\"}"))
                        .group(10)
                        .untilInService(10);

        assertThat(stage.notices()).as("no node was replaced").hasSize(10);
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
        List<String> both =
                IntStream.rangeClosed(0, 1)
                        .boxed()
                        .flatMap(network -> stage.inspect().addresses(network).stream())
                        .toList();
        assertThat(both)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(4, 23)
                                .mapToObj(n -> "10.0.0.%d 2600:1f14:0:100::%x".formatted(n, n))
                                .toList());
    }
}
