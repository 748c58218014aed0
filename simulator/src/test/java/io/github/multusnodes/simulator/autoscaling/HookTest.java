package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.assertRefused;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class HookTest {

    private final GroupWorld it = new GroupWorld();

    @Test
    void a_launch_nobody_answers_is_abandoned_by_default() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(300);
        String first = it.lastNotice().instanceId();
        assertThat(it.states()).containsExactly("Pending:Wait");

        it.passSeconds(2);

        assertThat(it.story(first)).contains("Terminating");
        assertThat(it.instanceIds()).doesNotContain(first);
    }

    @Test
    void a_launch_nobody_answers_continues_if_the_hook_says_so() {
        it.group(1, hook("multus", LAUNCHING, "CONTINUE"));
        it.passSeconds(302);

        assertThat(it.states()).containsExactly("InService");
        assertThat(it.notices).hasSize(1);
    }

    @Test
    void a_termination_nobody_answers_goes_on_whatever_the_default() {
        it.group(1, hook("down", TERMINATING));
        it.passSeconds(1);
        it.desire(0);
        it.passSeconds(299);
        assertThat(it.states()).containsExactly("Terminating:Wait");
        assertThat(it.ec2State(it.lastNotice().instanceId())).isEqualTo("running");

        it.passSeconds(2);

        assertThat(it.states()).isEmpty();
        assertThat(it.story(it.lastNotice().instanceId()))
                .endsWith("Terminating", "Terminating:Wait", "Terminating:Proceed", "Terminated");
    }

    @Test
    void abandon_on_the_way_out_skips_the_other_hooks() {
        it.group(1, hook("a", TERMINATING), hook("b", TERMINATING));
        it.passSeconds(1);
        it.desire(0);
        it.passSeconds(1);

        it.answer(it.notices.getFirst(), "ABANDON");
        it.passSeconds(2);

        assertThat(it.states()).isEmpty();
    }

    @Test
    void a_heartbeat_restarts_the_timeout() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(300);
        it.beat(it.lastNotice());
        it.passSeconds(299);
        assertThat(it.notices).hasSize(1);
        assertThat(it.states()).containsExactly("Pending:Wait");

        it.passSeconds(2);

        assertThat(it.story(it.notices.getFirst().instanceId())).contains("Terminating");
    }

    @Test
    void heartbeats_cannot_go_on_beyond_a_hundred_timeouts() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);
        LifecycleNotice notice = it.lastNotice();
        for (int i = 0; i < 119; i++) {
            it.passSeconds(250);
            it.beat(notice);
        }
        it.passSeconds(249);
        assertThat(it.story(notice.instanceId())).endsWith("Pending:Wait");

        it.passSeconds(2);

        assertThat(it.story(notice.instanceId())).contains("Terminating");
    }

    @Test
    void heartbeats_cannot_go_on_beyond_two_days() {
        it.group(0, hook("long", LAUNCHING).toBuilder().heartbeatTimeout(7200).build());

        assertThat(hooks())
                .singleElement()
                .satisfies(
                        hook -> {
                            assertThat(hook.heartbeatTimeout()).isEqualTo(7200);
                            assertThat(hook.globalTimeout()).isEqualTo(48 * 3600);
                        });
    }

    @Test
    void an_answer_given_twice_is_refused_the_second_time() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);
        LifecycleNotice notice = it.lastNotice();
        it.answer(notice, "CONTINUE");

        assertRefused(
                () -> it.answer(notice, "CONTINUE"),
                "ValidationError",
                "No active Lifecycle Action found with token " + notice.token());
        assertRefused(
                () -> it.beat(notice),
                "ValidationError",
                "No active Lifecycle Action found with token " + notice.token());
        assertRefused(
                () -> answerByInstance(notice),
                "ValidationError",
                "No active Lifecycle Action found with instance ID " + notice.instanceId());
    }

    @Test
    void an_action_can_be_named_by_the_instance_alone() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);

        answerByInstance(it.lastNotice());
        it.passSeconds(1);

        assertThat(it.states()).containsExactly("InService");
    }

    private void answerByInstance(LifecycleNotice notice) {
        it.autoScaling.completeLifecycleAction(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .lifecycleHookName(notice.hook())
                                .instanceId(notice.instanceId())
                                .lifecycleActionResult("CONTINUE"));
    }

    @Test
    void a_hook_added_later_meets_later_instances_only() {
        it.group(1);
        it.passSeconds(1);
        it.autoScaling.putLifecycleHook(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .lifecycleHookName("late")
                                .lifecycleTransition(LAUNCHING));
        it.desire(2);
        it.passSeconds(1);

        assertThat(it.states()).containsExactly("InService", "Pending:Wait");
        assertThat(hooks())
                .singleElement()
                .satisfies(
                        hook -> {
                            assertThat(hook.heartbeatTimeout()).isEqualTo(3600);
                            assertThat(hook.defaultResult()).isEqualTo("ABANDON");
                            assertThat(hook.notificationMetadata()).isNull();
                        });
    }

    @Test
    void what_a_change_of_a_hook_does_not_name_stays() {
        it.group(0, hook("multus", LAUNCHING, "CONTINUE"));

        it.autoScaling.putLifecycleHook(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .lifecycleHookName("multus")
                                .notificationMetadata("m")
                                .notificationTargetARN("arn:aws:sqs:us-west-2:123456789012:q")
                                .roleARN("arn:aws:iam::123456789012:role/r"));

        assertThat(hooks())
                .singleElement()
                .satisfies(
                        hook -> {
                            assertThat(hook.heartbeatTimeout()).isEqualTo(300);
                            assertThat(hook.globalTimeout()).isEqualTo(30000);
                            assertThat(hook.defaultResult()).isEqualTo("CONTINUE");
                            assertThat(hook.notificationMetadata()).isEqualTo("m");
                            assertThat(hook.notificationTargetARN()).endsWith(":q");
                            assertThat(hook.roleARN()).endsWith("role/r");
                        });
    }

    @Test
    void deleting_a_hook_abandons_launches_and_lets_terminations_go_on() {
        it.group(1, hook("up", LAUNCHING), hook("down", TERMINATING));
        it.passSeconds(1);
        String first = it.lastNotice().instanceId();

        delete("up");
        it.passSeconds(2);
        assertThat(it.story(first)).endsWith("Terminating", "Terminating:Wait");

        delete("down");
        it.passSeconds(2);
        assertThat(it.story(first)).endsWith("Terminated");
        assertThat(it.states()).containsExactly("InService");
    }

    private void delete(String name) {
        it.autoScaling.deleteLifecycleHook(
                r -> r.autoScalingGroupName(GROUP).lifecycleHookName(name));
    }

    private List<LifecycleHook> hooks() {
        return it.autoScaling
                .describeLifecycleHooks(r -> r.autoScalingGroupName(GROUP))
                .lifecycleHooks();
    }

    @Test
    void unknown_groups_and_hooks_are_refused() {
        it.group(0);

        assertRefused(
                () -> delete("none"),
                "ValidationError",
                "No Lifecycle Hook found with name 'none' in AutoScalingGroup 'nodes'");
        assertRefused(
                () -> it.autoScaling.describeLifecycleHooks(r -> r.autoScalingGroupName("none")),
                "ValidationError",
                "AutoScalingGroup name not found - AutoScalingGroup 'none' not found");
        assertRefused(
                () ->
                        it.autoScaling.completeLifecycleAction(
                                r ->
                                        r.autoScalingGroupName("none")
                                                .lifecycleHookName("h")
                                                .instanceId("i-1")
                                                .lifecycleActionResult("CONTINUE")),
                "ValidationError",
                "AutoScalingGroup name not found - AutoScalingGroup 'none' not found");
    }

    @Test
    void timeouts_out_of_bounds_are_refused() {
        it.group(0);

        for (int seconds : new int[] {29, 7201}) {
            assertRefused(
                    () -> put("h", seconds),
                    "ValidationError",
                    "Heartbeat timeout "
                            + seconds
                            + " of lifecycle hook 'h' is invalid: give 30 to 7200 seconds");
        }
        put("h", 30);
        put("h", 7200);
        assertThat(hooks()).hasSize(1);
    }

    @Test
    void a_group_has_fifty_hooks_at_most() {
        it.group(0);
        IntStream.range(0, 50).forEach(i -> put("h" + i, 30));

        assertRefused(
                () -> put("one-more", 30),
                "LimitExceeded",
                "You have reached the limit of 50 lifecycle hooks for the AutoScalingGroup"
                        + " 'nodes'");
        put("h0", 40);
    }

    private void put(String name, int seconds) {
        it.autoScaling.putLifecycleHook(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .lifecycleHookName(name)
                                .lifecycleTransition(LAUNCHING)
                                .heartbeatTimeout(seconds));
    }

    @Test
    void wrong_answers_are_refused() {
        it.group(1, hook("multus", LAUNCHING));
        it.passSeconds(1);

        assertRefused(
                () -> it.answer(it.lastNotice(), "continue"),
                "ValidationError",
                "Invalid lifecycle action result 'continue': give CONTINUE or ABANDON");
        assertRefused(
                () ->
                        it.autoScaling.completeLifecycleAction(
                                r ->
                                        r.autoScalingGroupName(GROUP)
                                                .lifecycleHookName("multus")
                                                .lifecycleActionToken("short")
                                                .lifecycleActionResult("CONTINUE")),
                "ValidationError",
                "The lifecycle action token 'short' must have 36 characters");
        assertRefused(
                () ->
                        it.autoScaling.recordLifecycleActionHeartbeat(
                                r -> r.autoScalingGroupName(GROUP).lifecycleHookName("multus")),
                "ValidationError",
                "Either LifecycleActionToken or InstanceId is required");
    }

    @Test
    void a_hook_has_no_say_while_nothing_happens() {
        it.group(0, hook("multus", LAUNCHING));
        it.pass(Duration.ofHours(1));

        assertThat(it.notices).isEmpty();
    }
}
