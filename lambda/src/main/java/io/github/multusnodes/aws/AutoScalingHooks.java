package io.github.multusnodes.aws;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.port.LifecycleHooks;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link LifecycleHooks} of EC2 Auto Scaling. */
public final class AutoScalingHooks implements LifecycleHooks {

    private final AutoScalingClient autoScaling;
    private final Calls calls;

    public AutoScalingHooks(AutoScalingClient autoScaling, Calls calls) {
        this.autoScaling = autoScaling;
        this.calls = calls;
    }

    /** An unknown group is refused with the same code as any other bad value. */
    @Override
    public Optional<Duration> heartbeatTimeout(String group, String hook) {
        try {
            return calls.make(
                    "DescribeLifecycleHooks",
                    () ->
                            autoScaling.describeLifecycleHooks(
                                    r -> r.autoScalingGroupName(group).lifecycleHookNames(hook)),
                    answer ->
                            answer.lifecycleHooks().stream()
                                    .findFirst()
                                    .map(AutoScalingHooks::heartbeatTimeout));
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.REJECTED) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** A group's own list lacks the instances of its warm pool. */
    @Override
    public Optional<List<Member>> members(String group) {
        Optional<Listed> found =
                calls.make(
                        "DescribeAutoScalingGroups",
                        () ->
                                autoScaling.describeAutoScalingGroups(
                                        r -> r.autoScalingGroupNames(group)),
                        answer -> answer.autoScalingGroups().stream().findFirst().map(Listed::of));
        return found.map(
                its -> {
                    List<Member> all = new ArrayList<>(its.members());
                    if (its.hasWarmPool()) {
                        all.addAll(warmPool(group));
                    }
                    return List.copyOf(all);
                });
    }

    private List<Member> warmPool(String group) {
        List<Member> pooled = new ArrayList<>();
        @Nullable String token = null;
        do {
            @Nullable String next = token;
            token =
                    calls.make(
                            "DescribeWarmPool",
                            () ->
                                    autoScaling.describeWarmPool(
                                            r -> r.autoScalingGroupName(group).nextToken(next)),
                            page -> {
                                pooled.addAll(members(page.instances()));
                                return page.nextToken();
                            });
        } while (token != null && !token.isEmpty());
        return pooled;
    }

    private static Duration heartbeatTimeout(LifecycleHook hook) {
        return Duration.ofSeconds(Part.atLeast(1, hook.heartbeatTimeout(), "HeartbeatTimeout"));
    }

    private static List<Member> members(List<Instance> instances) {
        return instances.stream()
                .map(
                        its ->
                                member(
                                        its.instanceId(),
                                        its.availabilityZone(),
                                        its.lifecycleStateAsString()))
                .toList();
    }

    private static Member member(
            @Nullable String instanceId, @Nullable String zone, @Nullable String lifecycleState) {
        return new Member(
                Part.required(instanceId, "InstanceId"),
                Part.required(zone, "AvailabilityZone"),
                Part.required(lifecycleState, "LifecycleState"));
    }

    @Override
    public Optional<Member> member(String instanceId) {
        return calls.make(
                "DescribeAutoScalingInstances",
                () -> autoScaling.describeAutoScalingInstances(r -> r.instanceIds(instanceId)),
                answer ->
                        answer.autoScalingInstances().stream()
                                .findFirst()
                                .map(
                                        its ->
                                                member(
                                                        its.instanceId(),
                                                        its.availabilityZone(),
                                                        its.lifecycleState())));
    }

    @Override
    public void proceed(LifecycleAction action) {
        complete(action, "CONTINUE");
    }

    @Override
    public void abandon(LifecycleAction action) {
        complete(action, "ABANDON");
    }

    @Override
    public void heartbeat(LifecycleAction action) {
        calls.make(
                "RecordLifecycleActionHeartbeat",
                () ->
                        autoScaling.recordLifecycleActionHeartbeat(
                                r ->
                                        r.autoScalingGroupName(action.group())
                                                .lifecycleHookName(action.hook())
                                                .lifecycleActionToken(action.token().orElse(null))
                                                .instanceId(action.instanceId().orElse(null))));
    }

    private void complete(LifecycleAction action, String result) {
        calls.make(
                "CompleteLifecycleAction",
                () ->
                        autoScaling.completeLifecycleAction(
                                r ->
                                        r.autoScalingGroupName(action.group())
                                                .lifecycleHookName(action.hook())
                                                .lifecycleActionToken(action.token().orElse(null))
                                                .instanceId(action.instanceId().orElse(null))
                                                .lifecycleActionResult(result)));
    }

    /** A group as its own list has it. */
    private record Listed(List<Member> members, boolean hasWarmPool) {
        static Listed of(AutoScalingGroup group) {
            return new Listed(
                    AutoScalingHooks.members(group.instances()),
                    group.warmPoolConfiguration() != null);
        }
    }
}
