package io.github.multusnodes.pods.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class SidecarTest {

    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Rules MOVING = new Rules(true, Map.of());
    private static final String FLOATING = "10.0.1.200";

    private final NodesStage stage = NodesStage.open(Scenario.realistic().withMetadataLag(LAG), 2);
    private final Pod first = new Pod(stage, 1, "first").ipvlan("n3", "10.0.1.100").sidecar(MOVING);
    private final Pod second =
            new Pod(stage, 2, "second").ipvlan("n3", "10.0.1.101").sidecar(MOVING);

    SidecarTest() {
        run(Duration.ofSeconds(40));
    }

    @Test
    void nothing_is_asked_of_ec2_while_nothing_changes() {
        stage.world().calls().clear();
        run(Duration.ofMinutes(5));

        assertThat(first.started()).isPresent();
        assertThat(first.calls()).isEmpty();
    }

    @Test
    void a_floating_address_moves_within_a_second() {
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(10));
        assertThat(first.held("n3")).containsExactly("10.0.1.100", FLOATING);

        Instant change = stage.time().now();
        second.ipvlan("n3", "10.0.1.101", FLOATING);
        run(Duration.ofSeconds(20));

        assertThat(second.held("n3")).containsExactly("10.0.1.101", FLOATING);
        assertThat(first.held("n3")).containsExactly("10.0.1.100");
        RecordedCall move =
                second.calls().stream()
                        .filter(its -> its.call().action().startsWith("Assign"))
                        .toList()
                        .getLast();
        assertThat(Duration.between(change, move.at().plus(move.took())))
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void what_ec2_goes_on_to_show_is_given_back_once() {
        NodesStage late = NodesStage.open(Scenario.realistic().withLag(Duration.ofSeconds(15)), 1);
        Pod pod = new Pod(late, 1, "late").ipvlan("n3", "10.0.1.100").sidecar(MOVING);
        late.time().pause(Duration.ofMinutes(2));
        int before = pod.actions().size();

        assertThat(pod.end()).isEqualTo(new Result.GivenBack());

        assertThat(pod.actions().stream().skip(before).filter(its -> its.startsWith("Unassign")))
                .hasSize(1);
    }

    @Test
    void a_holder_that_has_lost_its_address_to_another_does_not_take_it_back() {
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(10));
        second.ipvlan("n3", "10.0.1.101", FLOATING);
        run(Duration.ofMinutes(3));

        assertThat(second.held("n3")).contains(FLOATING);
        assertThat(first.log()).anyMatch(line -> line.contains(FLOATING + " was taken by"));
    }

    @Test
    void an_address_that_nobody_holds_any_more_is_put_back() {
        stage.ec2()
                .unassignPrivateIpAddresses(
                        r ->
                                r.networkInterfaceId(first.eni("n3"))
                                        .privateIpAddresses("10.0.1.100"));
        run(Duration.ofSeconds(40));

        assertThat(first.held("n3")).containsExactly("10.0.1.100");
    }

    @Test
    void an_address_that_the_pod_has_lost_is_given_back() {
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(10));
        first.ipvlan("n3", "10.0.1.100");
        run(Duration.ofSeconds(10));

        assertThat(first.held("n3")).containsExactly("10.0.1.100");
    }

    @Test
    void an_address_that_was_there_before_is_not_given_back() {
        assign(1, FLOATING);
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(10));
        first.ipvlan("n3", "10.0.1.100");
        run(Duration.ofSeconds(10));

        assertThat(first.held("n3")).contains(FLOATING);
        assertThat(first.end()).isEqualTo(new Result.GivenBack());
        assertThat(first.held("n3")).containsExactly(FLOATING);
    }

    @Test
    void an_address_that_another_holder_took_is_left_there_at_the_end() {
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(10));
        second.ipvlan("n3", "10.0.1.101", FLOATING);
        run(Duration.ofSeconds(10));

        assertThat(first.end()).isEqualTo(new Result.GivenBack());
        assertThat(first.held("n3")).isEmpty();
        assertThat(second.held("n3")).contains(FLOATING);
    }

    @Test
    void an_address_that_came_back_through_somebody_else_is_not_ours_to_give_back() {
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(10));
        second.ipvlan("n3", "10.0.1.101", FLOATING);
        run(Duration.ofMinutes(2));
        first.ipvlan("n3", "10.0.1.100");
        assign(1, FLOATING);
        run(Duration.ofMinutes(2));

        assertThat(first.end()).isEqualTo(new Result.GivenBack());
        assertThat(first.held("n3")).containsExactly(FLOATING);
    }

    @Test
    void one_that_is_started_anew_gives_nothing_back_that_it_did_not_assign() {
        Pod again = new Pod(stage, 1, "again").ipvlan("n3", "10.0.1.100").sidecar(MOVING);
        run(Duration.ofSeconds(10));
        again.ipvlan("n3", FLOATING);
        run(Duration.ofSeconds(10));

        assertThat(again.held("n3")).containsExactly("10.0.1.100", FLOATING);
        assertThat(again.end()).isEqualTo(new Result.GivenBack());
        assertThat(again.held("n3")).containsExactly("10.0.1.100");
    }

    @Test
    void an_address_that_moves_within_the_node_is_put_back_soon() {
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(10));
        Pod third = new Pod(stage, 1, "third").ipvlan("n3", FLOATING).sidecar(MOVING);
        run(Duration.ofSeconds(5));
        first.ipvlan("n3", "10.0.1.100");
        run(Duration.ofSeconds(6));

        assertThat(third.held("n3")).contains(FLOATING);
    }

    @Test
    void what_cannot_be_given_back_is_a_failure() {
        stage.world()
                .faults()
                .always(
                        call -> call.action().startsWith("Unassign"),
                        new Fault.Refuse(Refusal.of("UnauthorizedOperation", "You may not.")));

        assertThat(first.end())
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed ->
                                assertThat(failed.text())
                                        .contains("UnassignPrivateIpAddresses", "You may not."));
    }

    @Test
    void one_that_is_to_end_while_ec2_does_not_answer_ends_soon() {
        stage.world()
                .faults()
                .always(call -> call.action().startsWith("AssignPrivate"), new Fault.Throttle());
        first.ipvlan("n3", "10.0.1.100", FLOATING);
        run(Duration.ofSeconds(20));
        Instant asked = stage.time().now();

        assertThat(first.end()).isEqualTo(new Result.GivenBack());
        assertThat(Duration.between(asked, stage.time().now())).isLessThan(Duration.ofSeconds(20));
        assertThat(first.held("n3")).isEmpty();
    }

    @Test
    void one_address_that_is_refused_does_not_keep_others_away() {
        first.ipvlan("n3", "10.0.1.100", "10.0.9.9", FLOATING);
        run(Duration.ofSeconds(10));

        assertThat(first.held("n3")).containsExactly("10.0.1.100", FLOATING);
        assertThat(first.log()).anyMatch(line -> line.contains("10.0.9.9 of net1"));
        assertThat(first.result()).isEmpty();
    }

    private void assign(int node, String address) {
        stage.ec2()
                .assignPrivateIpAddresses(
                        r ->
                                r.networkInterfaceId(stage.node(node).enis().getFirst())
                                        .privateIpAddresses(address)
                                        .allowReassignment(true));
    }

    private void run(Duration time) {
        stage.time().pause(time);
    }
}
