package io.github.multusnodes.pods.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class Ec2AssignmentsTest {

    private static final Ip SECONDARY = Ip.parse("10.0.1.100");

    private final NodesStage stage = NodesStage.open(Scenario.plain(), 2);
    private final NodesStage.Node node = stage.node(1);
    private final String eni = node.enis().getFirst();
    private final Ec2Assignments assignments =
            new Ec2Assignments(stage.access("pod").ec2(new Calls()));

    @Test
    void the_interfaces_of_an_instance_have_their_networks_and_addresses() {
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(eni).ipv4Prefixes("10.0.1.64/28"));
        assignments.assignIpv4(eni, List.of(SECONDARY), false);

        List<NodeEni> all = assignments.ofInstance(node.instanceId());

        assertThat(all).hasSize(3).filteredOn(NodeEni::isPrimary).hasSize(1);
        assertThat(all)
                .contains(
                        new NodeEni(
                                eni,
                                node.macs().getFirst(),
                                0,
                                1,
                                Optional.of("n3"),
                                stage.subnet("n3"),
                                List.of(),
                                Optional.of(Ip.parse("10.0.1.11")),
                                List.of(SECONDARY),
                                List.of(Cidr.parse("10.0.1.64/28"))));
    }

    @Test
    void holders_are_told_with_whether_the_address_is_primary_and_free_ones_are_left_out() {
        Ip ipv6 = ipv6();
        String other = stage.node(2).enis().getFirst();
        assignments.assignIpv4(eni, List.of(SECONDARY), false);
        assignments.assignIpv6(other, List.of(ipv6));

        assertThat(
                        assignments.holders(
                                stage.subnet("n3"),
                                List.of(
                                        SECONDARY,
                                        ipv6,
                                        Ip.parse("10.0.1.12"),
                                        Ip.parse("10.0.1.200"))))
                .isEqualTo(
                        Map.of(
                                SECONDARY,
                                new Holder(eni, false),
                                ipv6,
                                new Holder(other, false),
                                Ip.parse("10.0.1.12"),
                                new Holder(other, true)));
    }

    @Test
    void all_that_the_primary_interface_of_an_instance_has_counts_as_primary() {
        NodeEni primary =
                assignments.ofInstance(node.instanceId()).stream()
                        .filter(NodeEni::isPrimary)
                        .findFirst()
                        .orElseThrow();
        Ip secondary = Ip.parse("10.0.0.200");
        assignments.assignIpv4(primary.id(), List.of(secondary), false);

        assertThat(assignments.holders(primary.subnetId(), List.of(secondary)))
                .isEqualTo(Map.of(secondary, new Holder(primary.id(), true)));
    }

    @Test
    void more_addresses_than_a_filter_takes_are_asked_for_in_several_calls() {
        List<Ip> many =
                IntStream.rangeClosed(0, 200).mapToObj(i -> Ip.parse("10.0.1.10").plus(i)).toList();

        assertThat(assignments.holders(stage.subnet("n3"), many)).hasSize(2);
        assertThat(stage.world().calls().of("DescribeNetworkInterfaces")).hasSize(2);
    }

    @Test
    void an_address_is_taken_from_its_holder_only_where_that_is_allowed() {
        String other = stage.node(2).enis().getFirst();
        assignments.assignIpv4(eni, List.of(SECONDARY), false);

        assertThatThrownBy(() -> assignments.assignIpv4(other, List.of(SECONDARY), false))
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED));
        assignments.assignIpv4(other, List.of(SECONDARY), true);

        assertThat(stage.addresses(eni)).containsExactly("10.0.1.11");
        assertThat(stage.addresses(other)).containsExactly("10.0.1.12", "10.0.1.100");
    }

    @Test
    void addresses_of_both_families_are_unassigned() {
        Ip ipv6 = ipv6();
        assignments.assignIpv4(eni, List.of(SECONDARY), false);
        assignments.assignIpv6(eni, List.of(ipv6));

        assignments.unassign(eni, List.of(SECONDARY));
        assignments.unassign(eni, List.of(ipv6));

        assertThat(stage.addresses(eni)).containsExactly("10.0.1.11");
    }

    private Ip ipv6() {
        return stage.interfaces(node).list().get(1).subnets().getLast().first().plus(100);
    }
}
