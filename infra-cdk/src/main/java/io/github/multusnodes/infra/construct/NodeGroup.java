package io.github.multusnodes.infra.construct;

import io.github.multusnodes.infra.node.NodeConfig;
import io.github.multusnodes.infra.node.NodeUserData;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnAutoScalingRollingUpdate;
import software.amazon.awscdk.CfnCreationPolicy;
import software.amazon.awscdk.CfnResourceSignal;
import software.amazon.awscdk.CfnUpdatePolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.InstancesDistributionProperty;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.LaunchTemplateOverridesProperty;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.LaunchTemplateProperty;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.LaunchTemplateSpecificationProperty;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.LifecycleHookSpecificationProperty;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.MetricsCollectionProperty;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.MixedInstancesPolicyProperty;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup.TagPropertyProperty;
import software.amazon.awscdk.services.autoscaling.CfnWarmPool;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate;
import software.constructs.Construct;
import software.constructs.IDependable;

import java.util.List;

/**
 * The Auto Scaling group of the nodes. Its hooks are part of the group, so the first instance meets
 * them; what answers them must exist before it, see {@link MultusNodes}.
 */
public final class NodeGroup extends Construct {

    private final NodeGroupProps props;
    private final CfnAutoScalingGroup group;

    public NodeGroup(
            Construct scope,
            String id,
            NodeGroupProps props,
            ClusterFacts cluster,
            NodeAccess access) {
        super(scope, id);
        this.props = props;
        this.group =
                CfnAutoScalingGroup.Builder.create(this, "Group")
                        .autoScalingGroupName(props.nodeGroupName())
                        .vpcZoneIdentifier(props.nodeSubnetIds())
                        .minSize(text(props.minSize()))
                        .maxSize(text(props.maxSize()))
                        .desiredCapacity(props.desiredSize().map(NodeGroup::text).orElse(null))
                        .lifecycleHookSpecificationList(List.of(launchHook(), terminateHook()))
                        .metricsCollection(
                                List.of(
                                        MetricsCollectionProperty.builder()
                                                .granularity("1Minute")
                                                .build()))
                        .newInstancesProtectedFromScaleIn(false)
                        .tags(tags())
                        .build();
        CfnLaunchTemplate template =
                new NodeTemplate(props).create(this, access, userData(cluster).render());
        launchFrom(template);
        waitForNodes();
        props.warmPool().ifPresent(this::keepWarm);
        Reviewed.group(group);
    }

    /** The group itself. */
    public CfnAutoScalingGroup group() {
        return group;
    }

    /** Makes the group wait for what must exist before it, and go before that goes. */
    public void needs(IDependable... others) {
        group.getNode().addDependency(others);
    }

    private NodeUserData userData(ClusterFacts cluster) {
        return new NodeUserData(
                new NodeConfig(
                        new NodeConfig.Cluster(
                                props.clusterName(),
                                cluster.endpoint(),
                                cluster.certificateAuthority(),
                                cluster.serviceCidr()),
                        props.maxPods(),
                        props.podLimit(),
                        props.kubeletTaints(),
                        props.kubeletLabels()),
                props.nodeNetworks(),
                props.launchTimeoutSeconds(),
                new NodeUserData.Signal(
                        Aws.STACK_NAME, Stack.of(this).getLogicalId(group), Aws.REGION));
    }

    private static LifecycleHookSpecificationProperty hook(
            String name, String transition, int timeout, String otherwise) {
        return LifecycleHookSpecificationProperty.builder()
                .lifecycleHookName(name)
                .lifecycleTransition("autoscaling:" + transition)
                .heartbeatTimeout(timeout)
                .defaultResult(otherwise)
                .build();
    }

    private LifecycleHookSpecificationProperty launchHook() {
        return hook(
                props.launchHookName(),
                "EC2_INSTANCE_LAUNCHING",
                props.launchTimeoutSeconds(),
                "ABANDON");
    }

    private LifecycleHookSpecificationProperty terminateHook() {
        return hook(
                props.terminateHookName(),
                "EC2_INSTANCE_TERMINATING",
                props.terminateTimeoutSeconds(),
                "CONTINUE");
    }

    private List<TagPropertyProperty> tags() {
        return List.of(
                tag("Name", props.clusterName() + "-" + props.nodeGroupName()),
                tag("kubernetes.io/cluster/" + props.clusterName(), "owned"));
    }

    private static TagPropertyProperty tag(String key, String value) {
        return TagPropertyProperty.builder().key(key).value(value).propagateAtLaunch(true).build();
    }

    /** One type on demand needs no policy; anything else does. */
    private void launchFrom(CfnLaunchTemplate template) {
        LaunchTemplateSpecificationProperty specification =
                LaunchTemplateSpecificationProperty.builder()
                        .launchTemplateId(template.getRef())
                        .version(template.getAttrLatestVersionNumber())
                        .build();
        boolean onDemand = Integer.valueOf(100).equals(props.onDemandPercentageAboveBase());
        if (props.instanceTypes().size() == 1 && onDemand) {
            group.setLaunchTemplate(specification);
            return;
        }
        group.setMixedInstancesPolicy(
                MixedInstancesPolicyProperty.builder()
                        .instancesDistribution(
                                InstancesDistributionProperty.builder()
                                        .onDemandBaseCapacity(props.onDemandBase())
                                        .onDemandPercentageAboveBaseCapacity(
                                                props.onDemandPercentageAboveBase())
                                        .spotAllocationStrategy(props.spotAllocationStrategy())
                                        .build())
                        .launchTemplate(
                                LaunchTemplateProperty.builder()
                                        .launchTemplateSpecification(specification)
                                        .overrides(
                                                props.instanceTypes().stream()
                                                        .map(NodeGroup::override)
                                                        .toList())
                                        .build())
                        .build());
        if (!onDemand) {
            group.setCapacityRebalance(true);
        }
    }

    private static LaunchTemplateOverridesProperty override(String type) {
        return LaunchTemplateOverridesProperty.builder().instanceType(type).build();
    }

    /**
     * A node signals once kubelet is up. Without rolling updates nobody waits: nodes are replaced
     * by an instance refresh, which waits for the hooks itself.
     */
    private void waitForNodes() {
        if (!props.rollingUpdate()) {
            return;
        }
        String wait = "PT" + props.joinMinutes() + "M";
        group.getCfnOptions()
                .setUpdatePolicy(
                        CfnUpdatePolicy.builder()
                                .autoScalingRollingUpdate(
                                        CfnAutoScalingRollingUpdate.builder()
                                                .maxBatchSize(props.updateBatch())
                                                .minInstancesInService(keptInService())
                                                .pauseTime(wait)
                                                .waitOnResourceSignals(true)
                                                .suspendProcesses(
                                                        List.of(
                                                                "AZRebalance",
                                                                "AlarmNotification",
                                                                "HealthCheck",
                                                                "ReplaceUnhealthy",
                                                                "ScheduledActions"))
                                                .build())
                                .build());
        // A creation policy takes parameters, but no conditions.
        Number first =
                props.desiredSize()
                        .filter(desired -> !Token.isUnresolved(desired))
                        .orElse(props.minSize());
        if (!Integer.valueOf(0).equals(first)) {
            group.getCfnOptions().setCreationPolicy(signals(first, wait));
        }
    }

    private static CfnCreationPolicy signals(Number count, String wait) {
        return CfnCreationPolicy.builder()
                .resourceSignal(CfnResourceSignal.builder().count(count).timeout(wait).build())
                .build();
    }

    /** CloudFormation wants it below the maximum; parameters cannot be compared here. */
    private Number keptInService() {
        boolean known =
                !Token.isUnresolved(props.minSize()) && !Token.isUnresolved(props.maxSize());
        return known
                ? Math.max(0, Math.min(props.minSize().intValue(), props.maxSize().intValue() - 1))
                : 0;
    }

    private void keepWarm(NodeGroupProps.NodeWarmPool pool) {
        CfnWarmPool.Builder.create(this, "WarmPool")
                .autoScalingGroupName(group.getRef())
                .poolState(pool.state())
                .minSize(pool.minSize())
                .maxGroupPreparedCapacity(pool.maxPrepared().orElse(null))
                .instanceReusePolicy(
                        CfnWarmPool.InstanceReusePolicyProperty.builder()
                                .reuseOnScaleIn(pool.reuseOnScaleIn())
                                .build())
                .build();
    }

    private static String text(Number number) {
        return Tokenization.stringifyNumber(number);
    }
}
