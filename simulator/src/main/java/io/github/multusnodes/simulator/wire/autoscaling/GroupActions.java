package io.github.multusnodes.simulator.wire.autoscaling;

import static io.github.multusnodes.simulator.wire.Api.Service.AUTO_SCALING;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.autoscaling.AutoScaling;
import io.github.multusnodes.simulator.state.autoscaling.Group;
import io.github.multusnodes.simulator.state.autoscaling.Hook;
import io.github.multusnodes.simulator.state.autoscaling.LaunchSource;
import io.github.multusnodes.simulator.state.autoscaling.NewGroup;
import io.github.multusnodes.simulator.state.autoscaling.Sizes;
import io.github.multusnodes.simulator.state.autoscaling.TerminationPolicy;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Optional;

/** Actions that change groups. */
final class GroupActions {

    private static final Group.Policy DEFAULT_POLICY =
            new Group.Policy("EC2", 0, 300, false, false, List.of(TerminationPolicy.DEFAULT));

    private final AutoScaling autoScaling;

    GroupActions(AutoScaling autoScaling) {
        this.autoScaling = autoScaling;
    }

    void register(Api api) {
        api.with(AUTO_SCALING, "CreateAutoScalingGroup", this::create)
                .with(AUTO_SCALING, "UpdateAutoScalingGroup", this::update)
                .with(AUTO_SCALING, "SetDesiredCapacity", this::setDesired)
                .with(AUTO_SCALING, "DeleteAutoScalingGroup", this::delete);
    }

    private Xml create(Parameters request) {
        String name = request.required("AutoScalingGroupName");
        Wanted wanted = Wanted.read(request);
        List<Group.Tag> tags =
                request.structures("Tags.member").stream().map(tag -> tag(tag, name)).toList();
        List<Hook> hooks =
                request.structures("LifecycleHookSpecificationList.member").stream()
                        .map(hook -> HookWanted.read(name, hook).complete(Optional.empty()))
                        .toList();
        request.done();
        LaunchSource source =
                wanted.source()
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                "ValidationError",
                                                "Valid requests must contain either LaunchTemplate"
                                                        + " or MixedInstancesPolicy parameter."));
        autoScaling
                .groupRules()
                .create(
                        new NewGroup(
                                name,
                                wanted.newSizes(),
                                source,
                                wanted.subnetIds().orElse(List.of()),
                                wanted.policy().over(DEFAULT_POLICY),
                                tags,
                                hooks));
        return Xml.element("result");
    }

    private Xml update(Parameters request) {
        String name = request.required("AutoScalingGroupName");
        Wanted wanted = Wanted.read(request);
        request.done();
        Group group = autoScaling.groups().require(name);
        Sizes sizes = wanted.over(group.sizes());
        LaunchSource source =
                wanted.source().map(autoScaling.groupRules()::existing).orElse(group.source());
        List<Group.Subnet> subnets =
                wanted.subnetIds().map(autoScaling.groupRules()::subnets).orElse(group.subnets());
        autoScaling
                .groups()
                .change(
                        group.withSizes(sizes)
                                .withSource(source)
                                .withSubnets(subnets)
                                .withPolicy(wanted.policy().over(group.policy())));
        return Xml.element("result");
    }

    private Xml setDesired(Parameters request) {
        String name = request.required("AutoScalingGroupName");
        request.required("DesiredCapacity");
        int desired = request.integer("DesiredCapacity").orElseThrow();
        request.bool("HonorCooldown");
        request.done();
        autoScaling.groupRules().setDesired(name, desired);
        return Xml.element("result");
    }

    private Xml delete(Parameters request) {
        String name = request.required("AutoScalingGroupName");
        boolean force = request.bool("ForceDelete").orElse(false);
        request.done();
        autoScaling.groupRules().delete(name, force);
        return Xml.element("result");
    }

    private static Group.Tag tag(Parameters tag, String group) {
        tag.optional("ResourceId")
                .filter(id -> !id.equals(group))
                .ifPresent(
                        id -> {
                            throw Refusal.of(
                                    "ValidationError",
                                    "The tag's ResourceId '"
                                            + id
                                            + "' must be the name of the group");
                        });
        tag.optional("ResourceType");
        return new Group.Tag(
                tag.required("Key"),
                tag.optional("Value").orElse(""),
                tag.bool("PropagateAtLaunch").orElse(false));
    }
}
