package io.github.multusnodes.simulator.autoscaling;

import static io.github.multusnodes.simulator.autoscaling.GroupWorld.GROUP;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.LAUNCHING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.TERMINATING;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.assertRefused;
import static io.github.multusnodes.simulator.autoscaling.GroupWorld.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

class WarmPoolTest {

    private final GroupWorld it = new GroupWorld();

    private void pool(Consumer<PutWarmPoolRequest.Builder> how) {
        it.autoScaling.putWarmPool(
                r -> {
                    r.autoScalingGroupName(GROUP).minSize(1).maxGroupPreparedCapacity(1);
                    how.accept(r);
                });
    }

    private void groupWithPool(LifecycleHookSpecification... hooks) {
        it.group(0, hooks);
        pool(_ -> {});
    }

    private static List<String> routes(List<LifecycleNotice> notices) {
        return notices.stream()
                .map(
                        notice ->
                                notice.origin().orElseThrow().wireName()
                                        + ">"
                                        + notice.destination().orElseThrow().wireName())
                .toList();
    }

    @Test
    void an_instance_enters_the_pool_past_the_launch_hook_and_is_stopped() {
        groupWithPool(hook("up", LAUNCHING));
        it.passSeconds(1);
        assertThat(it.poolStates()).containsExactly("Warmed:Pending:Wait");
        assertThat(it.states()).isEmpty();
        assertThat(it.all())
                .singleElement()
                .extracting("lifecycleState")
                .isEqualTo("Warmed:Pending:Wait");

        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(2);

        String id = it.lastNotice().instanceId();
        assertThat(it.poolStates()).containsExactly("Warmed:Stopped");
        assertThat(it.ec2State(id)).isEqualTo("stopped");
        assertThat(it.story(id))
                .containsExactly(
                        "Warmed:Pending",
                        "Warmed:Pending:Wait",
                        "Warmed:Pending:Proceed",
                        "Warmed:Stopped");
        assertThat(it.describe().warmPoolSize()).isEqualTo(1);
        assertThat(it.describe().warmPoolConfiguration().poolStateAsString()).isEqualTo("Stopped");
    }

    @Test
    void an_instance_meets_the_launch_hook_again_when_it_leaves_the_pool() {
        it.answerAll("CONTINUE");
        groupWithPool(hook("up", LAUNCHING));
        it.passSeconds(3);
        String id = it.lastNotice().instanceId();

        it.desire(1);
        it.passSeconds(2);

        assertThat(routes(it.notices).subList(0, 2))
                .containsExactly("EC2>WarmPool", "WarmPool>AutoScalingGroup");
        assertThat(it.instanceIds()).containsExactly(id);
        assertThat(it.ec2State(id)).isEqualTo("running");
        assertThat(it.story(id))
                .endsWith(
                        "Warmed:Stopped",
                        "Pending",
                        "Pending:Wait",
                        "Pending:Proceed",
                        "InService");
    }

    @Test
    void the_pool_is_filled_up_again_to_its_minimum() {
        it.answerAll("CONTINUE");
        groupWithPool(hook("up", LAUNCHING));
        it.passSeconds(3);
        it.desire(1);
        it.passSeconds(4);

        assertThat(it.states()).containsExactly("InService");
        assertThat(it.poolStates()).containsExactly("Warmed:Stopped");
    }

    @Test
    void instances_go_back_to_the_pool_if_its_policy_says_so() {
        it.answerAll("CONTINUE");
        it.group(0, hook("up", LAUNCHING), hook("down", TERMINATING));
        pool(r -> r.minSize(0).instanceReusePolicy(p -> p.reuseOnScaleIn(true)));
        it.passSeconds(3);
        it.desire(1);
        it.passSeconds(3);
        String id = it.instanceIds().getFirst();

        it.desire(0);
        it.passSeconds(2);

        assertThat(it.poolStates()).containsExactly("Warmed:Stopped");
        assertThat(it.lastNotice().instanceId()).isEqualTo(id);
        assertThat(it.lastNotice().transition().wireName()).isEqualTo(TERMINATING);
        assertThat(routes(it.notices)).endsWith("AutoScalingGroup>WarmPool");
        assertThat(it.story(id))
                .endsWith(
                        "InService",
                        "Warmed:Pending",
                        "Warmed:Pending:Wait",
                        "Warmed:Pending:Proceed",
                        "Warmed:Stopped");
        assertThat(it.ec2State(id)).isEqualTo("stopped");
    }

    @Test
    void an_instance_keeps_its_interfaces_in_the_pool_and_out_of_it_again() {
        it.group(1, hook("up", LAUNCHING), hook("down", TERMINATING));
        pool(
                r ->
                        r.minSize(0)
                                .poolState("Running")
                                .instanceReusePolicy(p -> p.reuseOnScaleIn(true)));
        it.passSeconds(1);
        String id = it.lastNotice().instanceId();
        NetworkInterface attached = attach(id);
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(1);

        it.desire(0);
        it.passSeconds(1);
        assertThat(it.poolStates()).containsExactly("Warmed:Pending:Wait");
        assertThat(it.ec2State(id)).isEqualTo("running");
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(2);
        assertThat(it.poolStates()).containsExactly("Warmed:Running");
        assertThat(described(attached)).isEqualTo(attached);

        it.desire(1);
        it.passSeconds(1);
        assertThat(it.states()).containsExactly("Pending:Wait");
        it.answer(it.lastNotice(), "CONTINUE");
        it.passSeconds(1);

        assertThat(routes(it.notices))
                .containsExactly(
                        "EC2>AutoScalingGroup",
                        "AutoScalingGroup>WarmPool",
                        "WarmPool>AutoScalingGroup");
        assertThat(it.instanceIds()).containsExactly(id);
        assertThat(described(attached)).isEqualTo(attached);
    }

    private NetworkInterface attach(String instance) {
        String subnet =
                it.ec2
                        .describeInstances(r -> r.instanceIds(instance))
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .subnetId();
        NetworkInterface made =
                it.ec2.createNetworkInterface(r -> r.subnetId(subnet)).networkInterface();
        String attachment =
                it.ec2
                        .attachNetworkInterface(
                                r ->
                                        r.networkInterfaceId(made.networkInterfaceId())
                                                .instanceId(instance)
                                                .deviceIndex(1)
                                                .networkCardIndex(0))
                        .attachmentId();
        it.ec2.modifyNetworkInterfaceAttribute(
                r ->
                        r.networkInterfaceId(made.networkInterfaceId())
                                .attachment(
                                        a -> a.attachmentId(attachment).deleteOnTermination(true)));
        it.passSeconds(1);
        return described(made);
    }

    private NetworkInterface described(NetworkInterface its) {
        return it.ec2
                .describeNetworkInterfaces(r -> r.networkInterfaceIds(its.networkInterfaceId()))
                .networkInterfaces()
                .getFirst();
    }

    @Test
    void an_abandoned_return_still_reaches_the_pool_past_the_other_hooks() {
        it.group(1, hook("a", TERMINATING), hook("b", TERMINATING));
        pool(r -> r.minSize(0).instanceReusePolicy(p -> p.reuseOnScaleIn(true)));
        it.passSeconds(2);
        it.desire(0);
        it.passSeconds(1);

        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(2);

        assertThat(it.poolStates()).containsExactly("Warmed:Stopped");
    }

    @Test
    void an_instance_that_died_in_the_pool_unnoticed_does_not_come_into_service() {
        GroupWorld slow =
                new GroupWorld(
                        Scenario.plain()
                                .withAutoScaling(
                                        AutoScalingSettings.plain()
                                                .withNoticing(Duration.ofSeconds(30))));
        slow.group(0);
        slow.autoScaling.putWarmPool(
                r -> r.autoScalingGroupName(GROUP).minSize(0).maxGroupPreparedCapacity(1));
        slow.passSeconds(3);
        String dead = slow.all().getFirst().instanceId();
        slow.ec2.terminateInstances(r -> r.instanceIds(dead));
        slow.passSeconds(2);

        slow.desire(1);
        slow.passSeconds(60);

        assertThat(slow.story(dead)).doesNotContain("InService").endsWith("Terminated");
        assertThat(slow.states()).containsExactly("InService");
    }

    @Test
    void without_that_policy_they_end() {
        it.answerAll("CONTINUE");
        it.group(1, hook("down", TERMINATING));
        pool(r -> r.minSize(0).maxGroupPreparedCapacity(1));
        it.passSeconds(2);
        String id = it.instanceIds().getFirst();

        it.desire(0);
        it.passSeconds(3);

        assertThat(routes(it.notices)).containsExactly("AutoScalingGroup>EC2");
        assertThat(it.story(id)).endsWith("Terminated");
    }

    @Test
    void pooled_instances_can_be_kept_running() {
        it.group(0);
        pool(r -> r.poolState("Running"));
        it.passSeconds(2);

        assertThat(it.poolStates()).containsExactly("Warmed:Running");
    }

    @Test
    void pooled_instances_can_be_hibernated() {
        it.group(0);
        pool(r -> r.poolState("Hibernated"));
        it.passSeconds(2);

        assertThat(it.poolStates()).containsExactly("Warmed:Hibernated");
    }

    @Test
    void without_a_prepared_capacity_group_and_pool_fill_the_maximum_size() {
        it.group(4);
        it.autoScaling.putWarmPool(r -> r.autoScalingGroupName(GROUP));
        it.passSeconds(3);

        assertThat(it.states()).hasSize(4).containsOnly("InService");
        assertThat(it.poolStates()).hasSize(6).containsOnly("Warmed:Stopped");
    }

    @Test
    void a_launch_into_the_pool_that_is_abandoned_is_replaced() {
        groupWithPool(hook("up", LAUNCHING));
        it.passSeconds(1);
        String first = it.lastNotice().instanceId();

        it.answer(it.lastNotice(), "ABANDON");
        it.passSeconds(2);

        assertThat(it.story(first)).endsWith("Warmed:Terminating", "Warmed:Terminated");
        assertThat(it.poolStates()).containsExactly("Warmed:Pending:Wait");
    }

    @Test
    void deleting_the_pool_ends_its_instances_past_their_hooks() {
        it.answerAll("CONTINUE");
        groupWithPool(hook("down", TERMINATING));
        it.passSeconds(3);

        it.autoScaling.deleteWarmPool(r -> r.autoScalingGroupName(GROUP));
        assertThat(it.describe().warmPoolConfiguration().statusAsString())
                .isEqualTo("PendingDelete");
        it.passSeconds(2);

        assertThat(it.describe().warmPoolConfiguration()).isNull();
        assertThat(routes(it.notices)).containsExactly("WarmPool>EC2");
        assertThat(it.all()).isEmpty();
    }

    @Test
    void pooled_instances_and_missing_pools_are_refused() {
        groupWithPool();
        it.passSeconds(3);
        String pooled = it.all().getFirst().instanceId();

        assertRefused(
                () ->
                        it.autoScaling.terminateInstanceInAutoScalingGroup(
                                r -> r.instanceId(pooled).shouldDecrementDesiredCapacity(false)),
                "ValidationError",
                "The instance " + pooled + " is in a warm pool and cannot be terminated so");
        assertRefused(
                () -> pool(r -> r.poolState("Frozen")),
                "ValidationError",
                "Invalid pool state 'Frozen': give Stopped, Running or Hibernated");
        it.autoScaling.deleteWarmPool(r -> r.autoScalingGroupName(GROUP).forceDelete(true));
        it.passSeconds(2);
        assertRefused(
                () -> it.autoScaling.deleteWarmPool(r -> r.autoScalingGroupName(GROUP)),
                "ValidationError",
                "The AutoScalingGroup 'nodes' has no warm pool");
    }
}
