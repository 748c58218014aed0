package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.assertRefused;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.InstanceLifecyclePolicy;

import java.util.List;

class RetentionTest {

    private final GroupWorld it = new GroupWorld();

    @Test
    void an_abandoned_termination_keeps_the_instance_beside_its_replacement() {
        String id = waiting();

        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(3);

        assertThat(it.story(id)).endsWith("Terminating:Wait", "Terminating:Retained");
        assertThat(it.states()).containsExactly("Terminating:Retained", "InService");
        assertThat(it.ec2State(id)).isEqualTo("running");
        assertThat(it.describe().instanceLifecyclePolicy().retentionTriggers())
                .extracting("terminateHookAbandon")
                .hasToString("retain");
        assertThat(activities()).contains("Cancelled");
    }

    @Test
    void a_termination_nobody_answers_keeps_it_too() {
        String id = waiting();
        it.passSeconds(100_000);

        assertThat(it.story(id)).endsWith("Terminating:Retained");
    }

    @Test
    void a_termination_that_continues_ends_it() {
        String id = waiting();

        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(2);

        assertThat(it.story(id)).endsWith("Terminated");
    }

    @Test
    void without_the_policy_abandon_ends_it() {
        String id = waiting();
        policy("terminate");

        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(2);

        assertThat(it.story(id)).endsWith("Terminated");
        assertThat(it.describe().instanceLifecyclePolicy()).isNull();
    }

    @Test
    void a_retained_instance_that_is_terminated_meets_its_hook_again() {
        String id = retained();
        String token = it.lastNotice().token();

        terminate(id, false);
        assertThat(it.story(id)).endsWith("Terminating", "Terminating:Wait");
        assertThat(it.lastNotice().token()).isNotEqualTo(token);
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(2);

        assertThat(it.story(id)).endsWith("Terminated");
        assertThat(it.states()).containsExactly("InService");
    }

    @Test
    void a_retained_instance_does_not_count_so_nothing_can_be_decremented() {
        String id = retained();

        assertRefused(
                () -> terminate(id, true),
                "ValidationError",
                "The instance "
                        + id
                        + " is Terminating:Retained and does not count:"
                        + " ShouldDecrementDesiredCapacity must be false");
    }

    @Test
    void a_retained_instance_that_dies_is_gone() {
        String id = retained();

        it.ec2.terminateInstances(r -> r.instanceIds(id));
        it.passSeconds(2);

        assertThat(it.story(id)).endsWith("Terminating:Retained", "Terminated");
        assertThat(it.states()).containsExactly("InService");
    }

    @Test
    void health_does_not_bring_a_retained_instance_back() {
        String id = retained();

        it.autoScaling.setInstanceHealth(r -> r.instanceId(id).healthStatus("Unhealthy"));
        it.autoScaling.setInstanceHealth(r -> r.instanceId(id).healthStatus("Healthy"));
        it.passSeconds(60);

        assertThat(it.story(id)).endsWith("Terminating:Retained");
    }

    @Test
    void a_group_that_retains_is_not_deleted() {
        it.group(0, r -> r.lifecycleHookSpecificationList(hook("down", TERMINATING)));
        policy("retain");
        assertRefused(
                () -> delete(true),
                "ValidationError",
                "The AutoScalingGroup 'nodes' retains instances: set TerminateHookAbandon to"
                        + " terminate before you delete it by force");
        delete(false);
        it.passSeconds(1);

        String id = retained();
        it.desire(0);
        it.passSeconds(1);
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(2);
        assertRefused(
                () -> delete(false),
                "ResourceInUse",
                "You cannot delete an AutoScalingGroup while there are instances or pending Spot"
                        + " instance request(s) or a warm pool still in the group.");
        policy("terminate");
        delete(true);
        it.passSeconds(2);

        assertThat(it.story(id)).endsWith("Terminated");
        assertThat(it.autoScaling.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
    }

    @Test
    void an_abandoned_return_to_the_pool_is_retained_there() {
        it.group(1, hook("down", TERMINATING));
        policy("retain");
        it.autoScaling.putWarmPool(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .minSize(0)
                                .maxGroupPreparedCapacity(1)
                                .instanceReusePolicy(p -> p.reuseOnScaleIn(true)));
        it.passSeconds(2);
        String id = it.instanceIds().getFirst();
        it.desire(0);
        it.passSeconds(1);

        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(3);

        assertThat(it.story(id)).endsWith("Warmed:Pending:Wait", "Warmed:Pending:Retained");
        assertThat(it.poolStates()).containsExactly("Warmed:Pending:Retained", "Warmed:Stopped");
        terminate(id, false);
        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(2);
        assertThat(it.story(id)).endsWith("Warmed:Terminating:Wait", "Warmed:Terminating:Retained");
    }

    @Test
    void another_action_than_to_retain_or_to_terminate_is_refused() {
        assertRefused(
                () -> it.group(0, r -> r.instanceLifecyclePolicy(p -> trigger(p, "keep"))),
                "ValidationError",
                "Invalid TerminateHookAbandon 'keep': give retain or terminate");
    }

    private static void trigger(InstanceLifecyclePolicy.Builder p, String action) {
        p.retentionTriggers(t -> t.terminateHookAbandon(action));
    }

    /** An instance whose termination waits, in a group that retains. */
    private String waiting() {
        it.group(
                1,
                r ->
                        r.lifecycleHookSpecificationList(hook("down", TERMINATING))
                                .instanceLifecyclePolicy(p -> trigger(p, "retain")));
        it.passSeconds(1);
        String id = it.instanceIds().getFirst();
        terminate(id, false);
        return id;
    }

    private String retained() {
        if (it.autoScaling.describeAutoScalingGroups().autoScalingGroups().isEmpty()) {
            waiting();
        } else {
            terminate(it.instanceIds().getFirst(), false);
        }
        String id = it.lastNotice().instanceId();
        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(2);
        return id;
    }

    private void policy(String action) {
        it.autoScaling.updateAutoScalingGroup(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .instanceLifecyclePolicy(p -> trigger(p, action)));
    }

    private void terminate(String id, boolean decrement) {
        it.autoScaling.terminateInstanceInAutoScalingGroup(
                r -> r.instanceId(id).shouldDecrementDesiredCapacity(decrement));
    }

    private void delete(boolean force) {
        it.autoScaling.deleteAutoScalingGroup(
                r -> r.autoScalingGroupName(GROUP).forceDelete(force));
    }

    private List<String> activities() {
        return it
                .autoScaling
                .describeScalingActivities(r -> r.autoScalingGroupName(GROUP))
                .activities()
                .stream()
                .map(activity -> activity.statusCodeAsString())
                .toList();
    }
}
