package io.github.multusnodes.aws;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.port.LifecycleHooks;
import io.github.multusnodes.query.Element;
import io.github.multusnodes.query.Query;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link LifecycleHooks} of EC2 Auto Scaling. */
public final class AutoScalingHooks implements LifecycleHooks {

    private final QueryClient autoScaling;

    public AutoScalingHooks(QueryClient autoScaling) {
        this.autoScaling = autoScaling;
    }

    /** An unknown group is refused with the same code as any other bad value. */
    @Override
    public Optional<Duration> heartbeatTimeout(String group, String hook) {
        try {
            return result(
                            new Query("DescribeLifecycleHooks")
                                    .with("AutoScalingGroupName", group)
                                    .withMembers("LifecycleHookNames", List.of(hook)))
                    .items("LifecycleHooks")
                    .stream()
                    .findFirst()
                    .map(its -> its.required("HeartbeatTimeout", Long::valueOf))
                    .map(Duration::ofSeconds);
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
        return result(
                        new Query("DescribeAutoScalingGroups")
                                .withMembers("AutoScalingGroupNames", List.of(group)))
                .items("AutoScalingGroups")
                .stream()
                .findFirst()
                .map(
                        its -> {
                            List<Element> all = new ArrayList<>(its.items("Instances"));
                            if (its.find("WarmPoolConfiguration").isPresent()) {
                                all.addAll(warmPool(group));
                            }
                            return all.stream().map(AutoScalingHooks::member).toList();
                        });
    }

    private List<Element> warmPool(String group) {
        List<Element> pooled = new ArrayList<>();
        @Nullable String token = null;
        do {
            Element page =
                    result(
                            new Query("DescribeWarmPool")
                                    .with("AutoScalingGroupName", group)
                                    .with("NextToken", token));
            pooled.addAll(page.items("Instances"));
            token = page.nextToken("NextToken");
        } while (token != null);
        return pooled;
    }

    private static Member member(Element its) {
        return new Member(
                its.required("InstanceId"),
                its.required("AvailabilityZone"),
                its.required("LifecycleState"));
    }

    @Override
    public Optional<Member> member(String instanceId) {
        return result(
                        new Query("DescribeAutoScalingInstances")
                                .withMembers("InstanceIds", List.of(instanceId)))
                .items("AutoScalingInstances")
                .stream()
                .findFirst()
                .map(AutoScalingHooks::member);
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
        autoScaling.call(about(action, "RecordLifecycleActionHeartbeat"));
    }

    private void complete(LifecycleAction action, String result) {
        autoScaling.call(
                about(action, "CompleteLifecycleAction").with("LifecycleActionResult", result));
    }

    private static Query about(LifecycleAction its, String action) {
        return new Query(action)
                .with("AutoScalingGroupName", its.group())
                .with("LifecycleHookName", its.hook())
                .with("LifecycleActionToken", its.token().orElse(null))
                .with("InstanceId", its.instanceId().orElse(null));
    }

    /** Auto Scaling wraps what it answers in one more element. */
    private Element result(Query query) {
        return autoScaling.call(query).child(query.action() + "Result");
    }
}
