package io.github.multusnodes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Layout.Reserved;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;
import io.github.multusnodes.telemetry.Dimension;
import io.github.multusnodes.telemetry.Metric;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the figures say, to the last address and millisecond. */
class FiguresTest {

    private static final Duration MINUTE = Scenes.MINUTE;

    @Test
    void the_attach_time_ends_when_the_last_interface_is_right_and_the_answer_is_not_given_yet() {
        Stage stage = Scenes.launched(Layout.of(1, 2)).runFor(MINUTE);
        var run = stage.delivery().log().invocations().getFirst();
        Instant answered = stage.calls().of("CompleteLifecycleAction").getFirst().at();

        assertThat(Figure.values(stage, Metric.ATTACH_TIME))
                .containsExactly(Duration.between(run.start(), answered).toMillis());
        assertThat(stage.calls().of("ModifyNetworkInterfaceAttribute"))
                .allMatch(call -> !call.at().plus(call.took()).isAfter(answered));
    }

    @Test
    void a_run_that_finds_all_interfaces_attached_tells_no_attach_time() {
        Stage stage = Scenes.open(Layout.of(1, 2));
        stage.faults()
                .next(
                        100,
                        call -> call.action().equals("CompleteLifecycleAction"),
                        new Fault.LoseRequest());
        stage.group(1).untilInService(1).runFor(MINUTE);

        assertThat(Figure.values(stage, Metric.HOOK_LEFT_OPEN)).as("the first run").hasSize(1);
        assertThat(Figure.values(stage, Metric.HOOK_CONTINUED)).as("the second").hasSize(1);
        assertThat(Figure.values(stage, Metric.ATTACH_TIME)).hasSize(1);
    }

    @Test
    void abandons_are_told_apart_by_the_error_code_and_counted_together() {
        Stage stage = Scenes.of(Metric.HOOK_ABANDONED).runFor(Duration.ofSeconds(30));

        assertThat(Figure.of(stage, Metric.HOOK_ABANDONED))
                .extracting(Figure::dimensions)
                .startsWith(
                        Map.of("NodeGroup", "upf"),
                        Map.of("NodeGroup", "upf", "Reason", "TOO_MANY_INTERFACES"));
    }

    @Test
    void the_drain_time_counts_from_the_first_of_several_runs_and_is_told_once() {
        Stage stage = Scenes.leaving("{\"timeoutSeconds\": 3600}", true).sweepEvery(MINUTE);
        String node = stage.members().getFirst().instanceId();
        stage.runFor(Duration.ofMinutes(12));
        assertThat(Figure.of(stage, Metric.DRAIN_TIME)).isEmpty();
        Instant begun =
                stage.cluster("operator").nodeOf(node).orElseThrow().drainStarted().orElseThrow();
        Web.unprotect(stage);
        stage.runFor(Duration.ofMinutes(5));

        RecordedCall last = stage.calls().of("GetPods").getLast();
        assertThat(Figure.values(stage, Metric.DRAIN_TIME))
                .containsExactly(Duration.between(begun, last.at().plus(last.took())).toMillis());
    }

    @Test
    void free_addresses_are_those_of_ec2_for_each_subnet() {
        Stage stage = Scenes.swept(Layout.of(2, 2));

        for (List<String> zones : stage.grounds().networkSubnets()) {
            for (String subnet : zones) {
                assertThat(in(stage, Metric.FREE_ADDRESSES, subnet))
                        .containsExactly((long) counted(stage, subnet));
            }
        }
        assertThat(Figure.values(stage, Metric.FREE_ADDRESSES))
                .containsExactlyInAnyOrder(251L, 251L, 250L, 250L);
    }

    @Test
    void addresses_until_the_pods_range_go_down_with_each_node_and_with_each_stranger() {
        Stage stage =
                Scenes.open(
                                Layout.of(1, 1)
                                        .withIpv4(Scenes.excluding("lowest-free", "10.0.0.16/28")))
                        .group(3)
                        .untilInService(3)
                        .runFor(MINUTE);
        stage.sweep("{}");
        stage.grounds().occupy(stage.ec2(), 0, 0, IntStream.of(9, 10, 20));
        stage.runFor(MINUTE).sweep("{}");
        stage.scaleTo(5).untilInService(5).runFor(MINUTE).sweep("{}");

        assertThat(Figure.values(stage, Metric.ADDRESSES_UNTIL_PODS)).containsExactly(9L, 7L, 5L);
        assertThat(
                        Figure.of(stage, Metric.ADDRESSES_UNTIL_PODS)
                                .getLast()
                                .dimension(Dimension.NETWORK))
                .isEqualTo("n1");
    }

    @Test
    void a_reservation_for_pods_counts_as_their_range_and_so_does_the_end_of_one_for_nodes() {
        Stage pods =
                Scenes.swept(
                        Layout.of(1, 1)
                                .withReserved(new Reserved(0, 0, "10.0.0.64/26", "explicit")));
        Stage nodes =
                Scenes.swept(
                        Layout.of(1, 1)
                                .withReserved(new Reserved(0, 0, "10.0.0.64/26", "explicit"))
                                .withIpv4("{\"mode\":\"reservation\",\"reservation\":\"$n\"}"));

        assertThat(Figure.values(pods, Metric.ADDRESSES_UNTIL_PODS)).containsExactly(59L);
        assertThat(Figure.values(nodes, Metric.ADDRESSES_UNTIL_PODS)).containsExactly(63L);
    }

    @Test
    void a_network_without_a_range_for_pods_tells_only_what_is_free() {
        Stage stage = Scenes.swept(Layout.of(1, 1));

        assertThat(Figure.values(stage, Metric.FREE_ADDRESSES)).containsExactly(250L);
        assertThat(Figure.of(stage, Metric.ADDRESSES_UNTIL_PODS)).isEmpty();
    }

    @Test
    void subnets_without_ipv4_tell_neither() {
        Stage stage = Scenes.swept(Layout.of(1, 1).withIpv6Only("{\"mode\":\"lowest-free\"}"));

        assertThat(Figure.of(stage, Metric.FREE_ADDRESSES)).isEmpty();
        assertThat(Figure.of(stage, Metric.ADDRESSES_UNTIL_PODS)).isEmpty();
    }

    @Test
    void the_figures_of_subnets_cost_a_sweep_a_few_calls_and_a_launch_none() {
        Stage stage = Scenes.launched(Layout.of(2, 2)).runFor(MINUTE);
        int launch = stage.calls().of("GetSubnetCidrReservations").size();
        stage.calls().clear();
        stage.sweep("{}");

        assertThat(launch).as("only of the node's own zone").isEqualTo(2);
        assertThat(stage.calls().of("DescribeSubnets")).hasSize(1);
        assertThat(stage.calls().of("GetSubnetCidrReservations")).hasSize(4);
        assertThat(stage.calls().of("DescribeNetworkInterfaces")).hasSize(2);
    }

    @Test
    void what_is_in_subnets_too_large_for_one_list_is_told_from_the_nodes_interfaces() {
        Stage stage =
                Scenes.open(
                                Layout.of(1, 1)
                                        .withPrefixLength(20)
                                        .withIpv4(Scenes.excluding("lowest-free", "10.0.0.64/26")))
                        .crowd(0, IntStream.range(1000, 2200))
                        .group(2)
                        .untilInService(2)
                        .runFor(MINUTE);
        stage.calls().clear();
        stage.sweep("{}");

        assertThat(Figure.values(stage, Metric.ADDRESSES_UNTIL_PODS)).containsExactly(58L);
        assertThat(stage.calls().of("DescribeNetworkInterfaces")).hasSize(3);
    }

    @Test
    void subnets_that_cannot_be_read_fail_the_figures_and_nothing_else() {
        Stage stage = Scenes.unread("DescribeSubnets");

        assertThat(Figure.of(stage, Metric.FREE_ADDRESSES)).isEmpty();
        assertThat(Figure.values(stage, Metric.SWEEP_FAILURES)).containsExactly(1L);
        stage.grounds().leaveInterface(stage.ec2(), "i-0123456789abcdef0", 99);
        stage.runFor(MINUTE).sweep("{}");
        assertThat(Figure.values(stage, Metric.ORPHANS_SEEN)).containsExactly(0L, 1L);
    }

    @Test
    void a_launch_is_stuck_once_several_sweeps_have_failed_and_not_before_nor_after() {
        Stage stage = Scenes.neverAttached();
        List<Long> stuck = Figure.values(stage, Metric.HOOKS_STUCK);

        assertThat(stuck).startsWith(0L, 0L, 0L, 0L).endsWith(1L).doesNotContain(2L);
        stage.faults().clear();
        stage.runFor(Duration.ofMinutes(10));
        assertThat(stage.inService()).hasSize(1);
        assertThat(Figure.values(stage, Metric.HOOKS_STUCK)).endsWith(0L, 0L, 0L);
    }

    @Test
    void a_hook_with_another_name_than_that_of_the_settings_is_stuck_and_somebody_elses_is_not() {
        Stage misnamed =
                waiting(Layout.of(1, 1).withEnvironment(Map.of("MULTUS_LAUNCH_HOOK", "misnamed")));
        Stage foreign = Scenes.open(Layout.of(1, 1)).group(0);
        foreign.autoScaling()
                .putLifecycleHook(
                        r ->
                                r.autoScalingGroupName(Stage.GROUP)
                                        .lifecycleHookName("somebody-else")
                                        .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                                        .heartbeatTimeout(3600)
                                        .defaultResult("ABANDON"));
        foreign.sweepEvery(MINUTE).scaleTo(1).runFor(Duration.ofMinutes(8));

        assertThat(Figure.values(misnamed, Metric.HOOKS_STUCK)).endsWith(1L);
        assertThat(misnamed.logLines())
                .anyMatch(line -> line.contains("has no lifecycle hook 'misnamed'"));
        assertThat(foreign.inService()).isEmpty();
        assertThat(Figure.values(foreign, Metric.HOOKS_STUCK)).containsOnly(0L);
    }

    @Test
    void a_node_that_leaves_is_stuck_while_its_cluster_cannot_be_reached_but_not_while_it_drains() {
        Stage draining =
                Scenes.leaving("{}", true).sweepEvery(MINUTE).runFor(MINUTE.multipliedBy(10));
        Stage lost = Scenes.leaving("{}", false);
        lost.faults().always(call -> call.action().endsWith("Nodes"), new Fault.LoseRequest());
        lost.sweepEvery(MINUTE).runFor(MINUTE.multipliedBy(10));

        assertThat(Figure.values(draining, Metric.HOOKS_STUCK)).containsOnly(0L);
        assertThat(Figure.values(lost, Metric.HOOKS_STUCK)).contains(1L);
    }

    private static Stage waiting(Layout layout) {
        Stage stage = Scenes.open(layout);
        stage.mishaps().always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
        return stage.sweepEvery(MINUTE).group(1).runFor(Duration.ofMinutes(8));
    }

    private static List<Long> in(Stage stage, Metric metric, String subnet) {
        return Figure.of(stage, metric).stream()
                .filter(its -> its.dimension(Dimension.SUBNET).equals(subnet))
                .map(Figure::value)
                .toList();
    }

    private static int counted(Stage stage, String subnet) {
        return stage.ec2()
                .describeSubnets(r -> r.subnetIds(subnet))
                .subnets()
                .getFirst()
                .availableIpAddressCount();
    }
}
