package io.github.multusnodes.simulator.autoscaling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.state.autoscaling.StateChange;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A world with a subnet in each of two zones and a launch template, and short ways to use it. */
public final class GroupWorld {

    static final String GROUP = "nodes";
    static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

    public final World<VirtualTimeline> world;
    final AutoScalingClient autoScaling;
    final Ec2Client ec2;
    final String subnetA;
    final String subnetB;
    final List<LifecycleNotice> notices = new ArrayList<>();
    final List<StateChange> changes = new ArrayList<>();
    private final String vpc;

    public GroupWorld() {
        this(Scenario.plain());
    }

    GroupWorld(Scenario scenario) {
        world = World.virtual(scenario);
        world.autoScaling().onEvent(notices::add);
        world.autoScaling().onTransition(changes::add);
        autoScaling = world.clients().autoScaling("test");
        ec2 = world.clients().ec2("test");
        vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        pass(scenario.mostLag());
        subnetA = newSubnet("10.0.0.0/24", "us-west-2a");
        subnetB = newSubnet("10.0.1.0/24", "us-west-2b");
        template("nodes");
        pass(scenario.mostLag());
    }

    String newSubnet(String cidr, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    void template(String name) {
        ec2.createLaunchTemplate(
                r ->
                        r.launchTemplateName(name)
                                .launchTemplateData(
                                        d ->
                                                d.imageId("ami-0123")
                                                        .instanceType(InstanceType.M5_XLARGE)));
    }

    /** A group of 0 to 10 in both zones. */
    void group(int desired, Consumer<CreateAutoScalingGroupRequest.Builder> how) {
        autoScaling.createAutoScalingGroup(
                r -> {
                    r.autoScalingGroupName(GROUP)
                            .minSize(0)
                            .maxSize(10)
                            .desiredCapacity(desired)
                            .vpcZoneIdentifier(subnetA + "," + subnetB)
                            .launchTemplate(t -> t.launchTemplateName("nodes").version("$Latest"));
                    how.accept(r);
                });
    }

    /** A group whose instances wait for the hooks. */
    public void group(int desired, LifecycleHookSpecification... hooks) {
        group(desired, r -> r.lifecycleHookSpecificationList(hooks));
    }

    static LifecycleHookSpecification hook(String name, String transition) {
        return hook(name, transition, "ABANDON");
    }

    static LifecycleHookSpecification hook(String name, String transition, String result) {
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(name)
                .lifecycleTransition(transition)
                .heartbeatTimeout(300)
                .defaultResult(result)
                .build();
    }

    static Tag tag(String key, String value, boolean propagate) {
        return Tag.builder().key(key).value(value).propagateAtLaunch(propagate).build();
    }

    public void pass(Duration time) {
        world.timeline().sleep(time);
    }

    public void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    public void desire(int capacity) {
        autoScaling.setDesiredCapacity(
                r -> r.autoScalingGroupName(GROUP).desiredCapacity(capacity));
    }

    void answer(LifecycleNotice notice, String result) {
        autoScaling.completeLifecycleAction(
                r ->
                        r.autoScalingGroupName(notice.group())
                                .lifecycleHookName(notice.hook())
                                .lifecycleActionToken(notice.token())
                                .instanceId(notice.instanceId())
                                .lifecycleActionResult(result));
    }

    void beat(LifecycleNotice notice) {
        autoScaling.recordLifecycleActionHeartbeat(
                r ->
                        r.autoScalingGroupName(notice.group())
                                .lifecycleHookName(notice.hook())
                                .lifecycleActionToken(notice.token()));
    }

    /** Answers every event from now on at once. */
    void answerAll(String result) {
        world.autoScaling()
                .onEvent(notice -> world.timeline().start("answer", () -> answer(notice, result)));
    }

    AutoScalingGroup describe() {
        return autoScaling
                .describeAutoScalingGroups(r -> r.autoScalingGroupNames(GROUP))
                .autoScalingGroups()
                .getFirst();
    }

    List<String> states() {
        return describe().instances().stream().map(Instance::lifecycleStateAsString).toList();
    }

    List<String> poolStates() {
        return autoScaling.describeWarmPool(r -> r.autoScalingGroupName(GROUP)).instances().stream()
                .map(Instance::lifecycleStateAsString)
                .toList();
    }

    public List<String> instanceIds() {
        return describe().instances().stream().map(Instance::instanceId).toList();
    }

    List<AutoScalingInstanceDetails> all() {
        return autoScaling.describeAutoScalingInstances().autoScalingInstances();
    }

    String ec2State(String instanceId) {
        return ec2.describeInstances(r -> r.instanceIds(instanceId))
                .reservations()
                .getFirst()
                .instances()
                .getFirst()
                .state()
                .nameAsString();
    }

    /** The states an instance went through, in order. */
    List<String> story(String instanceId) {
        return changes.stream()
                .filter(change -> change.instanceId().equals(instanceId))
                .map(change -> change.to().wireName())
                .toList();
    }

    LifecycleNotice lastNotice() {
        return notices.getLast();
    }

    /** The call is refused with this code and message. */
    static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(AutoScalingException.class))
                .extracting(
                        e -> e.awsErrorDetails().errorCode(),
                        e -> e.awsErrorDetails().errorMessage())
                .containsExactly(code, message);
    }
}
