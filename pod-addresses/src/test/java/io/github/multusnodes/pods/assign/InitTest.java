package io.github.multusnodes.pods.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

class InitTest {

    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Rules RULES = new Rules(false, Map.of());
    private static final Rules MOVING = new Rules(true, Map.of());

    private final NodesStage stage = NodesStage.open(Scenario.realistic().withMetadataLag(LAG), 2);
    private final Pod pod = new Pod(stage, 1, "pod");

    @Test
    void many_addresses_of_two_networks_take_one_call_for_each() {
        pod.ipvlan("n3", "10.0.1.100", "10.0.1.101", "10.0.1.102").ipvlan("n6", "10.0.2.100");

        assertThat(pod.init(MOVING))
                .isEqualTo(
                        new Result.Done(
                                List.of(
                                        held("n3", "10.0.1.100"),
                                        held("n3", "10.0.1.101"),
                                        held("n3", "10.0.1.102"),
                                        held("n6", "10.0.2.100"))));
        assertThat(pod.held("n3")).containsExactly("10.0.1.100", "10.0.1.101", "10.0.1.102");
        assertThat(pod.held("n6")).containsExactly("10.0.2.100");
        assertThat(pod.actions())
                .containsExactly(
                        "DescribeNetworkInterfaces",
                        "AssignPrivateIpAddresses",
                        "AssignPrivateIpAddresses",
                        "DescribeNetworkInterfaces");
    }

    @Test
    void it_is_not_done_before_metadata_shows_the_addresses() {
        Instant before = stage.time().now();
        pod.ipvlan("n3", "10.0.1.100").init(MOVING);

        assertThat(stage.time().now()).isAfter(before.plus(LAG));
        assertThat(stage.interfaces(stage.node(1)).list())
                .anyMatch(eni -> eni.gets(Ip.parse("10.0.1.100")));
    }

    @Test
    void what_is_in_its_place_already_takes_one_look_and_no_change() {
        pod.ipvlan("n3", "10.0.1.100").init(MOVING);
        stage.world().calls().clear();

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.actions()).containsExactly("DescribeNetworkInterfaces");
    }

    @Test
    void addresses_of_a_delegated_prefix_take_no_call_at_all() {
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(pod.eni("n3")).ipv4Prefixes("10.0.1.96/28"));
        stage.time().pause(LAG);
        stage.world().calls().clear();
        pod.ipvlan("n3", "10.0.1.100");

        assertThat(pod.init(RULES)).isEqualTo(new Result.Done(List.of()));
        assertThat(pod.calls()).isEmpty();
    }

    @Test
    void it_waits_for_the_interfaces_that_are_named() {
        pod.ipvlan("n3", "10.0.1.100").expecting(new Expected.Named(Set.of("net1", "net2")));
        stage.world()
                .timeline()
                .after(Duration.ofSeconds(40), () -> pod.ipvlan("n6", "10.0.2.100"));

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n6")).containsExactly("10.0.2.100");
    }

    @Test
    void one_address_that_is_refused_keeps_all_others_away() {
        pod.ipvlan("n3", "10.0.1.100", "10.0.9.9");

        assertThat(pod.init(MOVING))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> {
                            assertThat(failed.cause()).isEqualTo(Result.Cause.REFUSED);
                            assertThat(failed.text()).contains("10.0.9.9 of net1", "10.0.1.0/24");
                        });
        assertThat(pod.held("n3")).isEmpty();
    }

    @Test
    void more_addresses_than_the_interface_can_have_are_refused_before_a_call() {
        pod.ipvlan("n3", "10.0.1.100", "10.0.1.101");

        assertThat(pod.init(new Rules(true, Map.of(Family.IPV4, 2))))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed ->
                                assertThat(failed.text())
                                        .contains("10.0.1.101", "the 2 addresses"));
        assertThat(pod.actions()).containsOnly("DescribeNetworkInterfaces");
    }

    @Test
    void an_answer_that_is_lost_makes_no_second_change() {
        stage.world()
                .faults()
                .next(
                        call -> call.action().equals("AssignPrivateIpAddresses"),
                        new Fault.LoseAnswer());
        pod.ipvlan("n3", "10.0.1.100");

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.actions().stream().filter(its -> its.startsWith("Assign"))).hasSize(1);
    }

    @Test
    void throttled_calls_are_paced_and_succeed() {
        stage.world()
                .faults()
                .next(
                        3,
                        call -> call.action().equals("AssignPrivateIpAddresses"),
                        new Fault.Throttle());
        pod.ipvlan("n3", "10.0.1.100");

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.actions().stream().filter(its -> its.startsWith("Assign"))).hasSize(4);
    }

    @Test
    void an_address_of_ipv6_is_taken_from_its_holder_and_given() {
        String address = stage.ipv6("n3", 0);
        Pod other = new Pod(stage, 2, "other").ipvlan("n3", address);
        other.init(MOVING);

        assertThat(pod.ipvlan("n3", address).init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n3")).containsExactly(address);
        assertThat(other.held("n3")).isEmpty();
        assertThat(pod.actions())
                .containsExactly(
                        "DescribeNetworkInterfaces",
                        "DescribeNetworkInterfaces",
                        "UnassignIpv6Addresses",
                        "AssignIpv6Addresses",
                        "DescribeNetworkInterfaces");
    }

    private Held held(String network, String address) {
        return new Held(pod.eni(network), Ip.parse(address));
    }
}
