package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.assertRefused;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.Instance;

import java.util.List;

class ScaleInTest {

    private final GroupWorld it = new GroupWorld();

    @Test
    void the_oldest_instance_of_the_fullest_zone_goes_first() {
        it.group(1, r -> r.vpcZoneIdentifier(it.subnetA));
        it.passSeconds(1);
        String oldest = it.instanceIds().getFirst();
        it.autoScaling.updateAutoScalingGroup(
                r -> r.autoScalingGroupName(GROUP).vpcZoneIdentifier(it.subnetB));
        it.desire(2);
        it.passSeconds(1);
        it.desire(3);
        it.passSeconds(1);
        String youngest = it.instanceIds().getLast();

        it.desire(2);
        it.passSeconds(1);

        assertThat(it.instanceIds()).containsExactly(oldest, youngest);
        assertThat(it.describe().instances())
                .extracting(Instance::availabilityZone)
                .containsExactly("us-west-2a", "us-west-2b");
    }

    @Test
    void the_newest_goes_first_if_the_policy_says_so() {
        it.group(1, r -> r.vpcZoneIdentifier(it.subnetA).terminationPolicies("NewestInstance"));
        it.passSeconds(1);
        String oldest = it.instanceIds().getFirst();
        it.desire(2);
        it.passSeconds(1);

        it.desire(1);
        it.passSeconds(1);

        assertThat(it.instanceIds()).containsExactly(oldest);
    }

    @Test
    void instances_of_an_older_template_go_before_older_instances() {
        it.group(2, r -> r.vpcZoneIdentifier(it.subnetA));
        it.passSeconds(1);
        List<String> old = it.instanceIds();
        it.template("newer");
        it.autoScaling.updateAutoScalingGroup(
                r ->
                        r.autoScalingGroupName(GROUP)
                                .launchTemplate(t -> t.launchTemplateName("newer"))
                                .desiredCapacity(3));
        it.passSeconds(1);

        it.desire(1);
        it.passSeconds(1);

        assertThat(it.instanceIds()).hasSize(1).doesNotContainAnyElementsOf(old);
    }

    @Test
    void protected_instances_stay() {
        it.group(2, r -> r.newInstancesProtectedFromScaleIn(true));
        it.passSeconds(1);

        it.desire(0);
        it.passSeconds(60);

        assertThat(it.states()).containsExactly("InService", "InService");
        assertThat(it.describe().instances()).allMatch(Instance::protectedFromScaleIn);
    }

    @Test
    void an_instance_can_be_terminated_and_replaced() {
        it.group(1);
        it.passSeconds(1);
        String first = it.instanceIds().getFirst();

        assertThat(terminate(first, false)).isEqualTo("Terminating EC2 instance: " + first);
        it.passSeconds(2);

        assertThat(it.states()).containsExactly("InService");
        assertThat(it.instanceIds()).doesNotContain(first);
    }

    @Test
    void an_instance_can_be_terminated_for_good() {
        it.group(2);
        it.passSeconds(1);

        terminate(it.instanceIds().getFirst(), true);
        it.passSeconds(2);

        assertThat(it.states()).containsExactly("InService");
        assertThat(it.describe().desiredCapacity()).isEqualTo(1);
    }

    @Test
    void a_waiting_instance_can_be_terminated_and_its_launch_action_is_closed() {
        it.group(1, hook("up", LAUNCHING), hook("down", TERMINATING));
        it.passSeconds(1);
        LifecycleNotice launch = it.lastNotice();

        terminate(launch.instanceId(), true);

        assertThat(it.states()).containsExactly("Terminating:Wait");
        assertRefused(
                () -> it.answer(launch, "CONTINUE"),
                "ValidationError",
                "No active Lifecycle Action found with token " + launch.token());
    }

    @Test
    void a_termination_is_refused_if_nothing_can_come_of_it() {
        it.group(1, r -> r.minSize(1).lifecycleHookSpecificationList(hook("h", TERMINATING)));
        it.passSeconds(1);
        String only = it.instanceIds().getFirst();

        assertRefused(
                () -> terminate("i-1", false),
                "ValidationError",
                "Instance Id not found - No managed instance found for instance ID: i-1");
        assertRefused(
                () -> terminate(only, true),
                "ValidationError",
                "Currently, desiredSize equals minSize (1). Terminating instance without"
                        + " replacement will violate group's min size constraint. Either set"
                        + " shouldDecrementDesiredCapacity flag to false or lower group's min"
                        + " size.");
        terminate(only, false);
        assertRefused(
                () -> terminate(only, false),
                "ScalingActivityInProgress",
                "The instance " + only + " is already Terminating:Wait");
    }

    private String terminate(String id, boolean decrement) {
        return it.autoScaling
                .terminateInstanceInAutoScalingGroup(
                        r -> r.instanceId(id).shouldDecrementDesiredCapacity(decrement))
                .activity()
                .description();
    }
}
