package io.github.multusnodes.simulator.wire.autoscaling;

import static io.github.multusnodes.simulator.wire.Api.Service.AUTO_SCALING;

import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.autoscaling.Group;
import io.github.multusnodes.simulator.state.autoscaling.LaunchSource;
import io.github.multusnodes.simulator.state.autoscaling.Member;
import io.github.multusnodes.simulator.state.autoscaling.TerminationPolicy;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.function.Predicate;

/** DescribeAutoScalingGroups. */
final class GroupListing {

    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final Filters<Group> FILTERS =
            new Filters<Group>()
                    .withTags(Group::tagMap)
                    .with("tag-value", group -> group.tagMap().values().stream());

    private final AutoScaling autoScaling;

    GroupListing(AutoScaling autoScaling) {
        this.autoScaling = autoScaling;
    }

    void register(Api api) {
        api.with(AUTO_SCALING, "DescribeAutoScalingGroups", this::describe);
    }

    private Xml describe(Parameters request) {
        List<String> names = request.members("AutoScalingGroupNames");
        boolean withInstances = request.bool("IncludeInstances").orElse(true);
        Predicate<Group> wantedOnes =
                FILTERS.read(request.structures("Filters.member"), "Values.member");
        Page.Wanted wanted = Page.Wanted.autoScaling(request, USUAL, MOST);
        request.done();
        List<Group> found =
                autoScaling
                        .groups()
                        .allSeen()
                        .filter(group -> names.isEmpty() || names.contains(group.name()))
                        .filter(wantedOnes)
                        .toList();
        Page<Group> page = Page.of(found, wanted);
        return Xml.element("result")
                .addMembers("AutoScalingGroups", page.items(), group -> xml(group, withInstances))
                .add("NextToken", page.nextToken());
    }

    private Xml xml(Group group, boolean withInstances) {
        List<Member> members =
                autoScaling
                        .members()
                        .allSeen()
                        .filter(member -> member.group().equals(group.name()))
                        .toList();
        List<Member> own = members.stream().filter(member -> !member.inPool()).toList();
        Xml xml = Xml.element("member");
        addSettings(xml, group);
        xml.addMembers("Instances", withInstances ? own : List.<Member>of(), InstanceXml::inGroup);
        group.warmPool()
                .ifPresent(
                        pool ->
                                xml.add(WarmPoolActions.configuration(pool))
                                        .add("WarmPoolSize", members.size() - own.size()));
        return xml;
    }

    private static void addSettings(Xml xml, Group group) {
        xml.add("AutoScalingGroupName", group.name())
                .add("AutoScalingGroupARN", group.arn())
                .add(source(group.source()))
                .add("MinSize", group.sizes().min())
                .add("MaxSize", group.sizes().max())
                .add("DesiredCapacity", group.sizes().desired())
                .add("DefaultCooldown", group.policy().cooldown())
                .addMembers("AvailabilityZones", group.zones(), Xml::text)
                .add("HealthCheckType", group.policy().healthCheckType())
                .add("HealthCheckGracePeriod", group.policy().gracePeriod())
                .add("CreatedTime", group.created())
                .add(
                        "VPCZoneIdentifier",
                        String.join(",", group.subnets().stream().map(Group.Subnet::id).toList()))
                .addMembers("Tags", group.tags(), tag -> tag(group, tag))
                .addMembers(
                        "TerminationPolicies",
                        group.policy().terminationPolicies().stream()
                                .map(TerminationPolicy::wireName)
                                .toList(),
                        Xml::text)
                .add("NewInstancesProtectedFromScaleIn", group.policy().newInstancesProtected());
        if (group.policy().retainOnAbandon()) {
            xml.add(
                    Xml.element("InstanceLifecyclePolicy")
                            .add(
                                    Xml.element("RetentionTriggers")
                                            .add("TerminateHookAbandon", "retain")));
        }
        if (group.deleting()) {
            xml.add("Status", "Delete in progress");
        }
    }

    private static Xml source(LaunchSource source) {
        if (!source.mixed()) {
            return Xml.element("LaunchTemplate").addAllOf(specification(source));
        }
        Xml template =
                Xml.element("LaunchTemplate")
                        .add(
                                Xml.element("LaunchTemplateSpecification")
                                        .addAllOf(specification(source)))
                        .addMembers(
                                "Overrides",
                                source.instanceTypes(),
                                type -> Xml.element("member").add("InstanceType", type));
        return Xml.element("MixedInstancesPolicy").add(template);
    }

    private static Xml specification(LaunchSource source) {
        return Xml.element("specification")
                .add("LaunchTemplateId", source.templateId())
                .add("LaunchTemplateName", source.templateName())
                .add("Version", source.version());
    }

    private static Xml tag(Group group, Group.Tag tag) {
        return Xml.element("member")
                .add("ResourceId", group.name())
                .add("ResourceType", "auto-scaling-group")
                .add("Key", tag.key())
                .add("Value", tag.value())
                .add("PropagateAtLaunch", tag.propagateAtLaunch());
    }
}
