package io.github.multusnodes.simulator.wire.autoscaling;

import io.github.multusnodes.simulator.state.autoscaling.Member;
import io.github.multusnodes.simulator.wire.Xml;

/** An instance of a group, in the two forms it is shown in. */
final class InstanceXml {

    private InstanceXml() {}

    /** As DescribeAutoScalingInstances shows it: its health in capitals, its group named. */
    static Xml ofItsOwn(Member member) {
        return common(member)
                .add("AutoScalingGroupName", member.group())
                .add("HealthStatus", member.healthy() ? "HEALTHY" : "UNHEALTHY");
    }

    /** As it is shown inside a group or a warm pool. */
    static Xml inGroup(Member member) {
        return common(member).add("HealthStatus", member.healthy() ? "Healthy" : "Unhealthy");
    }

    private static Xml common(Member member) {
        return Xml.element("member")
                .add("InstanceId", member.instanceId())
                .add("InstanceType", member.instanceType())
                .add("AvailabilityZone", member.subnet().zone())
                .add("LifecycleState", member.state().wireName())
                .add(
                        Xml.element("LaunchTemplate")
                                .add("LaunchTemplateId", member.template().id())
                                .add("LaunchTemplateName", member.template().name())
                                .add("Version", member.template().version()))
                .add("ProtectedFromScaleIn", member.protectedFromScaleIn());
    }
}
