package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.LaunchEvents;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.UnusualEnd;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.Instance;

import java.time.Duration;
import java.util.List;

class LaunchTest {

    private final GroupWorld it = new GroupWorld();

    @Test
    void without_hooks_an_instance_goes_straight_into_service() {
        it.group(1);
        it.passSeconds(1);

        assertThat(it.story(it.instanceIds().getFirst())).containsExactly("Pending", "InService");
        assertThat(it.notices).isEmpty();
    }

    @Test
    void an_instance_waits_for_the_hook_and_then_proceeds_into_service() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(60);
        assertThat(it.states()).containsExactly("Pending:Wait");

        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(1);

        assertThat(it.story(it.instanceIds().getFirst()))
                .containsExactly("Pending", "Pending:Wait", "Pending:Proceed", "InService");
        assertThat(it.notices).hasSize(1);
    }

    @Test
    void every_hook_must_be_answered() {
        it.group(1, hook("a", LAUNCHING), hook("b", LAUNCHING), hook("c", TERMINATING));
        it.passSeconds(1);
        assertThat(it.notices).extracting(LifecycleNotice::hook).containsExactly("a", "b");

        it.answer(it.notices.get(0), "CONTINUE");
        it.passSeconds(1);
        assertThat(it.states()).containsExactly("Pending:Wait");

        it.answer(it.notices.get(1), "CONTINUE");
        it.passSeconds(1);
        assertThat(it.states()).containsExactly("InService");
    }

    @Test
    void instances_are_spread_over_zones() {
        it.group(5);
        it.passSeconds(1);

        assertThat(it.describe().instances())
                .extracting(Instance::availabilityZone)
                .containsExactlyInAnyOrder(
                        "us-west-2a", "us-west-2a", "us-west-2a", "us-west-2b", "us-west-2b");
    }

    @Test
    void an_instance_carries_the_groups_name_and_propagated_tags() {
        it.group(1, r -> r.tags(tag("a", "1", true), tag("b", "2", false)));
        it.passSeconds(1);

        assertThat(it.world.ec2().instances().all())
                .singleElement()
                .satisfies(
                        instance ->
                                assertThat(instance.tags())
                                        .containsEntry("aws:autoscaling:groupName", GROUP)
                                        .containsEntry("a", "1")
                                        .doesNotContainKey("b"));
    }

    @Test
    void an_abandoned_launch_is_terminated_and_replaced() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);
        LifecycleNotice first = it.lastNotice();

        it.answer(first, "ABANDON");
        it.passSeconds(1);

        assertThat(it.story(first.instanceId()))
                .containsExactly("Pending", "Pending:Wait", "Terminating", "Terminated");
        assertThat(it.ec2State(first.instanceId())).isEqualTo("terminated");
        assertThat(it.states()).containsExactly("Pending:Wait");
        assertThat(it.lastNotice().instanceId()).isNotEqualTo(first.instanceId());
    }

    @Test
    void abandon_ends_the_wait_for_other_hooks() {
        it.group(1, hook("a", LAUNCHING), hook("b", LAUNCHING));
        it.passSeconds(1);
        LifecycleNotice a = it.notices.get(0);
        LifecycleNotice b = it.notices.get(1);

        it.answer(a, "ABANDON");

        GroupWorld.assertRefused(
                () -> it.answer(b, "CONTINUE"),
                "ValidationError",
                "No active Lifecycle Action found with token " + b.token());
    }

    @Test
    void an_abandoned_launch_meets_terminate_hooks_only_if_the_settings_say_so() {
        assertThat(eventsAfterAbandon(true)).containsExactly(LAUNCHING, TERMINATING);
        assertThat(eventsAfterAbandon(false)).containsExactly(LAUNCHING);
    }

    private static List<String> eventsAfterAbandon(boolean hooks) {
        GroupWorld it =
                new GroupWorld(
                        Scenario.plain()
                                .withAutoScaling(
                                        AutoScalingSettings.plain()
                                                .withTerminateHooks(
                                                        UnusualEnd.FAILED_LAUNCH, hooks)));
        it.group(1, hook("up", LAUNCHING), hook("down", TERMINATING));
        it.passSeconds(1);
        String first = it.lastNotice().instanceId();
        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(2);
        return it.notices.stream()
                .filter(notice -> notice.instanceId().equals(first))
                .map(notice -> notice.transition().wireName())
                .toList();
    }

    @Test
    void launches_that_keep_failing_come_ever_more_slowly() {
        it.group(1, hook("multus", LAUNCHING));
        it.answerAll("ABANDON");
        it.pass(Duration.ofMinutes(4));

        assertThat(launchSeconds()).containsExactly(0L, 1L, 17L, 48L, 109L, 230L);
    }

    @Test
    void a_success_ends_the_slow_pace() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);
        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(1);
        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(60);
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(1);
        it.desire(2);
        it.passSeconds(1);
        int before = launchSeconds().size();
        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(1);

        assertThat(launchSeconds()).hasSize(before + 1);
    }

    private List<Long> launchSeconds() {
        return it.changes.stream()
                .filter(change -> change.from().isEmpty())
                .map(change -> Duration.between(it.world.scenario().start(), change.at()))
                .map(Duration::toSeconds)
                .toList();
    }

    @Test
    void a_launch_that_ec2_refuses_is_told_and_tried_again() {
        String tiny = it.newSubnet("10.0.2.0/28", "us-west-2a");
        it.group(10, r -> r.vpcZoneIdentifier(tiny));
        it.passSeconds(1);
        String holder = fill(tiny);
        it.autoScaling.updateAutoScalingGroup(
                r -> r.autoScalingGroupName(GROUP).maxSize(20).desiredCapacity(11));
        it.passSeconds(1);

        assertThat(it.states()).hasSize(10);
        assertThat(
                        it.autoScaling
                                .describeScalingActivities(r -> r.autoScalingGroupName(GROUP))
                                .activities()
                                .getFirst())
                .satisfies(
                        activity -> {
                            assertThat(activity.statusCodeAsString()).isEqualTo("Failed");
                            assertThat(activity.description()).contains("Status Reason");
                        });

        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(holder));
        it.passSeconds(20);
        assertThat(it.states()).hasSize(11).containsOnly("InService");
    }

    private String fill(String subnet) {
        return it.ec2
                .createNetworkInterface(r -> r.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
    }

    @Test
    void the_launch_event_may_come_while_ec2_says_pending() {
        GroupWorld early =
                new GroupWorld(
                        Scenario.plain()
                                .withInstanceTimes(Duration.ofSeconds(30), Duration.ofSeconds(1))
                                .withAutoScaling(
                                        AutoScalingSettings.plain()
                                                .withLaunchEvents(LaunchEvents.WHILE_PENDING)));
        early.group(1, hook("multus", LAUNCHING));
        early.passSeconds(1);
        LifecycleNotice notice = early.lastNotice();
        assertThat(early.ec2State(notice.instanceId())).isEqualTo("pending");

        early.answer(notice, "CONTINUE");
        early.passSeconds(1);
        assertThat(early.states()).containsExactly("Pending:Proceed");

        early.passSeconds(30);
        assertThat(early.states()).containsExactly("InService");
    }

    @Test
    void the_launch_event_comes_once_ec2_says_running() {
        it.group(1, hook("multus", LAUNCHING));
        it.pass(Duration.ofMillis(999));
        assertThat(it.notices).isEmpty();
        it.pass(Duration.ofMillis(1));
        assertThat(it.ec2State(it.lastNotice().instanceId())).isEqualTo("running");
    }

    @Test
    void an_instance_that_dies_while_it_waits_is_replaced_and_its_action_is_closed() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);
        LifecycleNotice first = it.lastNotice();

        it.ec2.terminateInstances(r -> r.instanceIds(first.instanceId()));
        it.passSeconds(2);

        assertThat(it.states()).containsExactly("Pending:Wait");
        GroupWorld.assertRefused(
                () -> it.answer(first, "CONTINUE"),
                "ValidationError",
                "No active Lifecycle Action found with token " + first.token());
    }

    @Test
    void an_instance_terminated_behind_the_groups_back_is_replaced() {
        it.group(2);
        it.passSeconds(1);
        String lost = it.instanceIds().getFirst();

        it.ec2.terminateInstances(r -> r.instanceIds(lost));
        it.passSeconds(3);

        assertThat(it.states()).containsExactly("InService", "InService");
        assertThat(it.instanceIds()).doesNotContain(lost);
        assertThat(it.story(lost)).endsWith("Terminating", "Terminated");
    }

    @Test
    void an_instance_stopped_behind_the_groups_back_is_replaced() {
        it.group(1);
        it.passSeconds(1);
        String lost = it.instanceIds().getFirst();

        it.world.ec2().instances().stop(lost);
        it.passSeconds(3);

        assertThat(it.states()).containsExactly("InService");
        assertThat(it.ec2State(lost)).isEqualTo("terminated");
    }
}
