package io.github.multusnodes.pods.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What has gone wrong with other programs of this kind, and cannot go wrong here. */
class PublishedFaultsTest {

    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Rules STAYING = new Rules(false, Map.of());
    private static final Rules MOVING = new Rules(true, Map.of());
    private static final String ADDRESS = "10.0.1.100";

    private final NodesStage stage = NodesStage.open(Scenario.realistic().withMetadataLag(LAG), 2);
    private final Pod pod = new Pod(stage, 1, "pod");

    @Test
    void errors_of_calls_are_not_lost() {
        stage.world()
                .faults()
                .always(
                        call -> call.action().startsWith("Assign"),
                        new Fault.Refuse(Refusal.of("UnauthorizedOperation", "You may not.")));

        assertFailed(
                pod.ipvlan("n3", ADDRESS).init(MOVING),
                Result.Cause.CALL_FAILED,
                "UnauthorizedOperation: You may not.");
    }

    @Test
    void it_does_not_give_up_a_slow_call_and_report_success() {
        stage.world()
                .faults()
                .next(
                        call -> call.action().startsWith("Assign"),
                        new Fault.Delay(Duration.ofSeconds(30)));

        assertThat(pod.ipvlan("n3", ADDRESS).init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n3")).containsExactly(ADDRESS);
    }

    @Test
    void an_address_that_fits_nowhere_is_no_success() {
        pod.namespace().set("net1", Optional.empty(), "10.0.9.9");

        assertFailed(pod.init(MOVING), Result.Cause.REFUSED, "10.0.9.9 of net1 fits on no");
    }

    @Test
    void an_interface_that_is_attached_later_is_seen() {
        String late = pod.eni("n3");
        detach(late);
        pod.ipvlan("n3", ADDRESS);
        stage.world().timeline().after(Duration.ofSeconds(20), () -> attach(late));

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n3")).containsExactly(ADDRESS);
    }

    @Test
    void an_interface_that_never_comes_is_no_success() {
        detach(pod.eni("n3"));

        assertFailed(
                pod.ipvlan("n3", ADDRESS).init(MOVING),
                Result.Cause.REFUSED,
                ADDRESS + " of net1 fits on no");
    }

    @Test
    void of_two_interfaces_in_one_subnet_the_one_is_chosen_that_the_pod_sits_on() {
        String twin = twin();
        pod.ipvlan("n3", ADDRESS);

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n3")).containsExactly(ADDRESS);
        assertThat(stage.addresses(twin)).hasSize(1);
    }

    @Test
    void of_two_interfaces_in_one_subnet_none_is_guessed() {
        String twin = twin();
        pod.namespace().set("net1", Optional.empty(), ADDRESS);

        assertFailed(pod.init(MOVING), Result.Cause.REFUSED, "fits on each of");
        assertThat(pod.held("n3")).isEmpty();
        assertThat(stage.addresses(twin)).hasSize(1);
    }

    @Test
    void a_pod_without_its_interface_does_not_wait_for_ever() {
        Instant before = stage.time().now();

        assertFailed(pod.init(MOVING), Result.Cause.NO_INTERFACES, "at least 1 with an address");
        assertThat(Duration.between(before, stage.time().now()))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(pod.calls()).isEmpty();
    }

    @Test
    void pods_that_come_and_go_do_not_fill_the_interface() {
        for (int i = 0; i < 30; i++) {
            Pod next =
                    new Pod(stage, 1, "pod-" + i)
                            .ipvlan("n3", "10.0.1." + (100 + i))
                            .sidecar(MOVING);
            stage.time().pause(Duration.ofSeconds(10));
            assertThat(next.held("n3")).containsExactly("10.0.1." + (100 + i));
            assertThat(next.end()).isEqualTo(new Result.GivenBack());
        }
        assertThat(pod.held("n3")).isEmpty();
    }

    @Test
    void nothing_is_taken_from_another_pod_unless_that_is_allowed() {
        Pod other = new Pod(stage, 2, "other").ipvlan("n3", ADDRESS);
        other.init(STAYING);

        assertFailed(
                pod.ipvlan("n3", ADDRESS).init(STAYING),
                Result.Cause.REFUSED,
                ADDRESS + " is on " + other.eni("n3") + ", and moving addresses is not allowed");
        assertThat(other.held("n3")).containsExactly(ADDRESS);
        assertThat(pod.actions()).containsOnly("DescribeNetworkInterfaces");
    }

    @Test
    void an_address_that_its_last_holder_releases_in_time_needs_no_permission() {
        Pod other = new Pod(stage, 2, "other").ipvlan("n3", ADDRESS).sidecar(STAYING);
        stage.time().pause(Duration.ofSeconds(10));
        stage.world().timeline().start("end", other::stop);

        assertThat(pod.ipvlan("n3", ADDRESS).init(STAYING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n3")).containsExactly(ADDRESS);
    }

    @Test
    void success_is_told_only_when_metadata_shows_it() {
        NodesStage slow =
                NodesStage.open(Scenario.realistic().withMetadataLag(Duration.ofSeconds(45)), 1);
        Pod patient = new Pod(slow, 1, "patient").ipvlan("n3", ADDRESS);

        assertThat(patient.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(slow.interfaces(slow.node(1)).list())
                .anyMatch(eni -> eni.gets(Ip.parse(ADDRESS)));
    }

    @Test
    void what_metadata_never_shows_is_no_success() {
        NodesStage stuck =
                NodesStage.open(Scenario.realistic().withMetadataLag(Duration.ofHours(1)), 1);
        Pod impatient = new Pod(stuck, 1, "impatient").ipvlan("n3", ADDRESS);

        assertFailed(
                impatient.init(MOVING),
                Result.Cause.OUT_OF_TIME,
                "Instance metadata does not show [" + ADDRESS + " on ");
    }

    @Test
    void addresses_of_ipv6_that_are_spread_over_interfaces_are_taken_from_each() {
        Pod other =
                new Pod(stage, 2, "other")
                        .ipvlan("n3", stage.ipv6("n3", 1))
                        .ipvlan("n6", stage.ipv6("n6", 1));
        other.init(MOVING);
        Pod third = new Pod(stage, 1, "third").ipvlan("n3", stage.ipv6("n3", 2));
        third.init(MOVING);
        pod.ipvlan("n3", stage.ipv6("n3", 1), stage.ipv6("n3", 2))
                .ipvlan("n6", stage.ipv6("n6", 1));

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n3"))
                .containsExactlyInAnyOrder(stage.ipv6("n3", 1), stage.ipv6("n3", 2));
        assertThat(pod.held("n6")).containsExactly(stage.ipv6("n6", 1));
        assertThat(other.held("n3")).isEmpty();
        assertThat(other.held("n6")).isEmpty();
    }

    @Test
    void an_address_of_ipv6_that_was_nobodys_when_the_program_ended_is_assigned_by_the_next() {
        Pod other = new Pod(stage, 2, "other").ipvlan("n3", stage.ipv6("n3", 1));
        other.init(MOVING);
        stage.world()
                .faults()
                .next(
                        call -> call.action().equals("AssignIpv6Addresses"),
                        new Fault.Refuse(Refusal.of("UnauthorizedOperation", "You may not.")));
        pod.ipvlan("n3", stage.ipv6("n3", 1));
        assertFailed(pod.init(MOVING), Result.Cause.CALL_FAILED, "You may not.");
        assertThat(other.held("n3")).isEmpty();
        assertThat(pod.held("n3")).isEmpty();

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n3")).containsExactly(stage.ipv6("n3", 1));
    }

    @Test
    void addresses_of_the_primary_interface_are_left_alone() {
        String primary = stage.interfaces(stage.node(1)).list().getFirst().mac();
        pod.namespace().set("net1", Optional.of(primary), "10.0.0.200");

        assertFailed(pod.init(MOVING), Result.Cause.REFUSED, "the primary interface of the node");
        assertThat(pod.actions()).containsOnly("DescribeNetworkInterfaces");
    }

    @Test
    void the_address_that_another_pod_has_of_a_primary_interface_is_left_there() {
        String primary = stage.interfaces(stage.node(2)).list().getFirst().id();
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(primary).privateIpAddresses("10.0.0.200"));
        String twin = attached("10.0.0.99", 0);
        String mac = stage.interfaces(stage.node(1)).list().getLast().mac();
        pod.namespace().set("net1", Optional.of(mac), "10.0.0.200");

        assertFailed(pod.init(MOVING), Result.Cause.REFUSED, "neither is taken from");
        assertThat(stage.addresses(primary)).contains("10.0.0.200");
        assertThat(stage.addresses(twin)).containsExactly("10.0.0.99");
    }

    @Test
    void an_interface_without_addresses_does_not_keep_the_others_waiting() {
        pod.ipvlan("n3").ipvlan("n6", "10.0.2.100");

        assertThat(pod.init(MOVING)).isInstanceOf(Result.Done.class);
        assertThat(pod.held("n6")).containsExactly("10.0.2.100");
    }

    @Test
    void a_pod_that_comes_back_with_its_address_is_assigned_it_again() {
        Pod here = new Pod(stage, 1, "here").ipvlan("n3", ADDRESS).sidecar(MOVING);
        stage.time().pause(Duration.ofSeconds(10));
        Pod there = new Pod(stage, 2, "there").ipvlan("n3", ADDRESS).sidecar(MOVING);
        stage.time().pause(Duration.ofSeconds(10));
        here.end();
        there.end();
        Pod again = new Pod(stage, 1, "again").ipvlan("n3", ADDRESS).sidecar(MOVING);
        stage.time().pause(Duration.ofSeconds(10));

        assertThat(again.held("n3")).containsExactly(ADDRESS);
    }

    @Test
    void what_failed_is_not_taken_as_done() {
        Pod running = new Pod(stage, 1, "running").ipvlan("n3", ADDRESS).sidecar(MOVING);
        stage.time().pause(Duration.ofSeconds(10));
        stage.world()
                .faults()
                .next(
                        2,
                        call -> call.action().startsWith("Assign"),
                        new Fault.Refuse(Refusal.of("UnauthorizedOperation", "You may not.")));
        running.ipvlan("n3", ADDRESS, "10.0.1.101");
        stage.time().pause(Duration.ofMinutes(1));

        assertThat(running.log()).anyMatch(line -> line.contains("You may not."));
        assertThat(running.held("n3")).containsExactly(ADDRESS, "10.0.1.101");
    }

    @Test
    void a_start_that_fails_leaves_nothing_behind() {
        NodesStage stuck =
                NodesStage.open(Scenario.realistic().withMetadataLag(Duration.ofHours(1)), 1);
        Pod failing = new Pod(stuck, 1, "failing").ipvlan("n3", ADDRESS).sidecar(MOVING);
        stuck.time().pause(Duration.ofMinutes(4));

        assertThat(failing.result())
                .hasValueSatisfying(
                        its ->
                                assertFailed(
                                        its, Result.Cause.OUT_OF_TIME, "metadata does not show"));
        assertThat(failing.started()).isEmpty();
        assertThat(failing.held("n3")).isEmpty();
    }

    private void detach(String eni) {
        String attachment =
                stage.ec2()
                        .describeNetworkInterfaces(r -> r.networkInterfaceIds(eni))
                        .networkInterfaces()
                        .getFirst()
                        .attachment()
                        .attachmentId();
        stage.ec2().detachNetworkInterface(r -> r.attachmentId(attachment));
        stage.time().pause(Duration.ofSeconds(30));
    }

    private void attach(String eni) {
        stage.world()
                .timeline()
                .start(
                        "attach",
                        () ->
                                stage.ec2()
                                        .attachNetworkInterface(
                                                r ->
                                                        r.networkInterfaceId(eni)
                                                                .instanceId(
                                                                        stage.node(1).instanceId())
                                                                .deviceIndex(1)));
    }

    /** One more interface of the first node in the subnet of n3. */
    private String twin() {
        return attached("10.0.1.99", 1);
    }

    private String attached(String address, int subnet) {
        String its = stage.interfaces(stage.node(1)).list().get(subnet).subnetId();
        String eni =
                stage.ec2()
                        .createNetworkInterface(r -> r.subnetId(its).privateIpAddress(address))
                        .networkInterface()
                        .networkInterfaceId();
        stage.time().pause(Duration.ofSeconds(5));
        stage.ec2()
                .attachNetworkInterface(
                        r ->
                                r.networkInterfaceId(eni)
                                        .instanceId(stage.node(1).instanceId())
                                        .deviceIndex(3));
        stage.time().pause(Duration.ofSeconds(30));
        return eni;
    }

    private static void assertFailed(Result result, Result.Cause cause, String text) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> {
                            assertThat(failed.text()).contains(text);
                            assertThat(failed.cause()).isEqualTo(cause);
                        });
    }
}
