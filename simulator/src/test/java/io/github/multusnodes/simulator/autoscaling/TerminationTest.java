package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.UnusualEnd;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;

class TerminationTest {

    /** How a group parts with an instance that EC2 still has. */
    enum WayOut {
        SCALE_IN,
        TERMINATION,
        REFRESH,
        UNHEALTHY,
        STOPPED;

        void take(GroupWorld it, String id) {
            switch (this) {
                case SCALE_IN -> it.desire(0);
                case TERMINATION ->
                        it.autoScaling.terminateInstanceInAutoScalingGroup(
                                r -> r.instanceId(id).shouldDecrementDesiredCapacity(false));
                case REFRESH ->
                        it.autoScaling.startInstanceRefresh(r -> r.autoScalingGroupName(GROUP));
                case UNHEALTHY ->
                        it.autoScaling.setInstanceHealth(
                                r -> r.instanceId(id).healthStatus("Unhealthy"));
                case STOPPED -> it.world.ec2().instances().stop(id);
            }
        }
    }

    /** How an instance ends that nobody asked the group about. */
    enum SuddenEnd {
        EC2_RECLAIMS_IT,
        SOMEBODY_TERMINATES_IT,
        ITS_GROUP_IS_FORCED_AWAY;

        UnusualEnd kind() {
            return switch (this) {
                case EC2_RECLAIMS_IT, SOMEBODY_TERMINATES_IT -> UnusualEnd.ENDED_BY_EC2;
                case ITS_GROUP_IS_FORCED_AWAY -> UnusualEnd.FORCED_DELETE;
            };
        }

        void happen(GroupWorld it, String id) {
            switch (this) {
                case EC2_RECLAIMS_IT -> it.world.ec2().instances().terminate(id);
                case SOMEBODY_TERMINATES_IT -> it.ec2.terminateInstances(r -> r.instanceIds(id));
                case ITS_GROUP_IS_FORCED_AWAY ->
                        it.autoScaling.deleteAutoScalingGroup(
                                r -> r.autoScalingGroupName(GROUP).forceDelete(true));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_ordinary_way_out_waits_for_the_terminate_hook(WayOut out) {
        GroupWorld it = groupOfOne(AutoScalingSettings.plain());
        String id = it.instanceIds().getFirst();

        out.take(it, id);
        it.passSeconds(2);

        LifecycleNotice notice = it.lastNotice();
        assertThat(notice.instanceId()).isEqualTo(id);
        assertThat(notice.transition().wireName()).isEqualTo(TERMINATING);
        assertThat(it.story(id)).endsWith("InService", "Terminating", "Terminating:Wait");
        it.passSeconds(250);
        it.beat(notice);
        it.passSeconds(250);
        assertThat(it.story(id)).endsWith("Terminating:Wait");
        it.answer(notice, "CONTINUE");
        it.passSeconds(2);
        assertThat(it.story(id)).endsWith("Terminating:Proceed", "Terminated");
        assertThat(it.ec2State(id)).isEqualTo("terminated");
    }

    @ParameterizedTest
    @EnumSource
    void a_sudden_end_sends_no_event(SuddenEnd sudden) {
        GroupWorld it = groupOfOne(AutoScalingSettings.plain());
        String id = it.instanceIds().getFirst();

        sudden.happen(it, id);
        it.passSeconds(3);

        assertThat(it.notices).isEmpty();
        assertThat(it.story(id)).endsWith("InService", "Terminating", "Terminated");
        assertThat(it.ec2State(id)).isEqualTo("terminated");
    }

    @ParameterizedTest
    @EnumSource
    void a_sudden_end_sends_an_event_if_the_settings_say_so(SuddenEnd sudden) {
        GroupWorld it =
                groupOfOne(AutoScalingSettings.plain().withTerminateHooks(sudden.kind(), true));
        String id = it.instanceIds().getFirst();

        sudden.happen(it, id);
        it.passSeconds(3);

        assertThat(it.lastNotice().instanceId()).isEqualTo(id);
        assertThat(it.story(id)).endsWith("Terminating", "Terminating:Wait");
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(2);
        assertThat(it.story(id)).endsWith("Terminated");
    }

    @Test
    void a_group_notices_only_after_a_while_that_an_instance_is_gone() {
        GroupWorld it =
                groupOfOne(AutoScalingSettings.plain().withNoticing(Duration.ofSeconds(60)));
        String id = it.instanceIds().getFirst();

        it.world.ec2().instances().terminate(id);
        it.passSeconds(59);

        assertThat(it.ec2State(id)).isEqualTo("terminated");
        assertThat(it.instanceIds()).containsExactly(id);
        assertThat(it.states()).containsExactly("InService");

        it.passSeconds(3);

        assertThat(it.instanceIds()).hasSize(1).doesNotContain(id);
        assertThat(it.states()).containsExactly("InService");
    }

    @Test
    void an_unnoticed_loss_does_not_stop_a_scale_in() {
        GroupWorld it =
                groupOfOne(AutoScalingSettings.plain().withNoticing(Duration.ofSeconds(60)));
        String id = it.instanceIds().getFirst();
        it.world.ec2().instances().terminate(id);
        it.desire(0);
        it.passSeconds(120);
        assertThat(it.states()).containsExactly("Terminating:Wait");

        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(1);

        assertThat(it.states()).isEmpty();
        assertThat(it.notices).hasSize(1);
    }

    @Test
    void an_instance_that_dies_while_its_termination_waits_still_has_to_be_answered_for() {
        GroupWorld it = groupOfOne(AutoScalingSettings.plain());
        it.desire(0);
        it.passSeconds(1);

        it.world.ec2().instances().terminate(it.lastNotice().instanceId());
        it.passSeconds(60);
        assertThat(it.states()).containsExactly("Terminating:Wait");
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(1);

        assertThat(it.states()).isEmpty();
    }

    @Test
    void heartbeats_cannot_hold_a_termination_for_ever() {
        GroupWorld it = groupOfOne(AutoScalingSettings.plain());
        it.desire(0);
        it.passSeconds(1);
        LifecycleNotice notice = it.lastNotice();
        for (int i = 0; i < 119; i++) {
            it.passSeconds(250);
            it.beat(notice);
        }
        it.passSeconds(248);
        assertThat(it.story(notice.instanceId())).endsWith("Terminating:Wait");

        it.passSeconds(3);

        assertThat(it.story(notice.instanceId())).endsWith("Terminated");
        GroupWorld.assertRefused(
                () -> it.beat(notice),
                "ValidationError",
                "No active Lifecycle Action found with token " + notice.token());
    }

    @Test
    void readers_see_a_termination_late_too() {
        GroupWorld it = new GroupWorld(Scenario.plain().withLag(Duration.ofMillis(800)));
        it.group(1, hook("down", TERMINATING));
        it.passSeconds(4);
        List<String> seen = it.states();
        it.desire(0);
        it.pass(Duration.ZERO);

        assertThat(it.story(it.lastNotice().instanceId())).endsWith("Terminating:Wait");
        assertThat(it.states()).isEqualTo(seen).containsExactly("InService");
        it.passSeconds(1);
        assertThat(it.states()).containsExactly("Terminating:Wait");
    }

    private static GroupWorld groupOfOne(AutoScalingSettings settings) {
        GroupWorld it = new GroupWorld(Scenario.plain().withAutoScaling(settings));
        it.group(1, hook("down", TERMINATING));
        it.passSeconds(1);
        return it;
    }
}
