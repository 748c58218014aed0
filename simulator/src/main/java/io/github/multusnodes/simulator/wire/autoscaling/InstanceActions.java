package io.github.multusnodes.simulator.wire.autoscaling;

import static io.github.multusnodes.simulator.wire.Api.Service.AUTO_SCALING;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.Activity;
import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.autoscaling.Member;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Optional;

/** Actions on the instances of groups, and the history of what happened to them. */
final class InstanceActions {

    private static final int MOST_INSTANCES = 50;
    private static final int MOST_ACTIVITIES = 100;

    private final AutoScaling autoScaling;

    InstanceActions(AutoScaling autoScaling) {
        this.autoScaling = autoScaling;
    }

    void register(Api api) {
        api.with(AUTO_SCALING, "DescribeAutoScalingInstances", this::describe)
                .with(AUTO_SCALING, "TerminateInstanceInAutoScalingGroup", this::terminate)
                .with(AUTO_SCALING, "SetInstanceHealth", this::setHealth)
                .with(AUTO_SCALING, "DescribeScalingActivities", this::describeActivities);
    }

    private Xml describe(Parameters request) {
        List<String> ids = request.members("InstanceIds");
        Page.Wanted wanted = Page.Wanted.autoScaling(request, MOST_INSTANCES, MOST_INSTANCES);
        request.done();
        if (ids.size() > MOST_INSTANCES) {
            throw Refusal.of(
                    "ValidationError",
                    "The request names "
                            + ids.size()
                            + " instances: at most "
                            + MOST_INSTANCES
                            + " are allowed");
        }
        List<Member> found =
                autoScaling
                        .members()
                        .allSeen()
                        .filter(member -> ids.isEmpty() || ids.contains(member.instanceId()))
                        .toList();
        Page<Member> page = Page.of(found, wanted);
        return Xml.element("result")
                .addMembers("AutoScalingInstances", page.items(), InstanceXml::ofItsOwn)
                .add("NextToken", page.nextToken());
    }

    private Xml terminate(Parameters request) {
        String id = request.required("InstanceId");
        request.required("ShouldDecrementDesiredCapacity");
        boolean decrement = request.bool("ShouldDecrementDesiredCapacity").orElseThrow();
        request.done();
        Activity activity = autoScaling.groupRules().terminate(id, decrement);
        return Xml.element("result").add(Xml.element("Activity").addAllOf(xml(activity)));
    }

    private Xml setHealth(Parameters request) {
        String id = request.required("InstanceId");
        String status = request.required("HealthStatus");
        boolean respectGracePeriod = request.bool("ShouldRespectGracePeriod").orElse(true);
        request.done();
        boolean healthy =
                switch (status) {
                    case "Healthy" -> true;
                    case "Unhealthy" -> false;
                    default ->
                            throw Refusal.of(
                                    "ValidationError",
                                    "Invalid HealthStatus '"
                                            + status
                                            + "': give Healthy or Unhealthy");
                };
        autoScaling.healthChecks().set(id, healthy, respectGracePeriod);
        return Xml.element("result");
    }

    private Xml describeActivities(Parameters request) {
        Optional<String> group = request.optional("AutoScalingGroupName");
        List<String> ids = request.members("ActivityIds");
        Page.Wanted wanted = Page.Wanted.autoScaling(request, MOST_ACTIVITIES, MOST_ACTIVITIES);
        request.done();
        group.ifPresent(autoScaling.groups()::require);
        List<Activity> found =
                autoScaling.activities().newestFirst().stream()
                        .filter(activity -> group.stream().allMatch(activity.group()::equals))
                        .filter(activity -> ids.isEmpty() || ids.contains(activity.id()))
                        .toList();
        Page<Activity> page = Page.of(found, wanted);
        return Xml.element("result")
                .addMembers("Activities", page.items(), InstanceActions::xml)
                .add("NextToken", page.nextToken());
    }

    private static Xml xml(Activity activity) {
        return Xml.element("member")
                .add("ActivityId", activity.id())
                .add("AutoScalingGroupName", activity.group())
                .add("Description", activity.description())
                .add("Cause", activity.cause())
                .add("StartTime", activity.start())
                .add("EndTime", activity.end())
                .add("StatusCode", activity.status().wireName())
                .add("StatusMessage", activity.message())
                .add("Progress", activity.status().progress());
    }
}
