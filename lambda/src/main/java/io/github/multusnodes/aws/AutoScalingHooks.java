package io.github.multusnodes.aws;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.port.LifecycleHooks;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;

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
            return calls
                    .make(
                            "DescribeLifecycleHooks",
                            () ->
                                    autoScaling.describeLifecycleHooks(
                                            r ->
                                                    r.autoScalingGroupName(group)
                                                            .lifecycleHookNames(hook)))
                    .lifecycleHooks()
                    .stream()
                    .findFirst()
                    .map(found -> Duration.ofSeconds(found.heartbeatTimeout()));
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
        Optional<AutoScalingGroup> found =
                calls
                        .make(
                                "DescribeAutoScalingGroups",
                                () ->
                                        autoScaling.describeAutoScalingGroups(
                                                r -> r.autoScalingGroupNames(group)))
                        .autoScalingGroups()
                        .stream()
                        .findFirst();
        return found.map(
                its -> {
                    List<Instance> all = new ArrayList<>(its.instances());
                    if (its.warmPoolConfiguration() != null) {
                        all.addAll(warmPool(group));
                    }
                    return all.stream().map(AutoScalingHooks::member).toList();
                });
    }

    private List<Instance> warmPool(String group) {
        List<Instance> pooled = new ArrayList<>();
        @Nullable String token = null;
        do {
            @Nullable String next = token;
            DescribeWarmPoolResponse page =
                    calls.make(
                            "DescribeWarmPool",
                            () ->
                                    autoScaling.describeWarmPool(
                                            r -> r.autoScalingGroupName(group).nextToken(next)));
            pooled.addAll(page.instances());
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return pooled;
    }

    private static Member member(Instance its) {
        return new Member(its.instanceId(), its.availabilityZone(), its.lifecycleStateAsString());
    }

    @Override
    public Optional<Member> member(String instanceId) {
        return calls
                .make(
                        "DescribeAutoScalingInstances",
                        () ->
                                autoScaling.describeAutoScalingInstances(
                                        r -> r.instanceIds(instanceId)))
                .autoScalingInstances()
                .stream()
                .findFirst()
                .map(
                        found ->
                                new Member(
                                        found.instanceId(),
                                        found.availabilityZone(),
                                        found.lifecycleState()));
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
}
