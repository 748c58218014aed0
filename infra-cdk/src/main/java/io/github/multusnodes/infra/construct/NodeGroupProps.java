package io.github.multusnodes.infra.construct;

import io.github.multusnodes.infra.node.NodeNetwork;
import io.github.multusnodes.infra.node.NodeTaint;
import io.github.multusnodes.infra.node.PodLimit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the nodes are. */
public interface NodeGroupProps extends GroupProps {

    /** Id of an AL2023 image for EKS nodes, of the instance types' architecture. */
    String imageId();

    /** At least one, all of one architecture; the first is preferred. */
    List<String> instanceTypes();

    /** Of the primary interfaces: one in each zone of the group. */
    List<String> nodeSubnetIds();

    /** Besides the group that the construct makes. Default: none. */
    default List<String> extraSecurityGroupIds() {
        return List.of();
    }

    /** The Multus networks, as {@link NodeNetwork#json} writes them. */
    String nodeNetworks();

    /** How many pods a node takes, if {@link #maxPods} does not say it. */
    PodLimit podLimit();

    /** Default: 0. */
    default Number minSize() {
        return 0;
    }

    Number maxSize();

    /** Default: the minimum at first, and later left as it is. */
    default Optional<Number> desiredSize() {
        return Optional.empty();
    }

    /** Of the root volume. Default: 50. */
    default Number volumeSizeGiB() {
        return 50;
    }

    /** ARN of the root volume's KMS key. Default: the account's key for EBS. */
    default Optional<String> volumeKmsKey() {
        return Optional.empty();
    }

    /** Kubernetes labels. Default: none. */
    default Map<String, String> labels() {
        return Map.of();
    }

    /** All labels as kubelet takes them. Default: the node group's own, and {@link #labels()}. */
    default String kubeletLabels() {
        return Stream.concat(
                        Stream.of("multus-nodes/node-group=" + nodeGroupName()),
                        new TreeMap<>(labels())
                                .entrySet().stream()
                                        .map(label -> label.getKey() + "=" + label.getValue()))
                .collect(Collectors.joining(","));
    }

    /** Kubernetes taints. Default: the one that keeps pods off until Multus can serve them. */
    default List<NodeTaint> taints() {
        return List.of(NodeTaint.NOT_READY);
    }

    /** The same as {@link NodeTaint#list} writes them. */
    default String kubeletTaints() {
        return NodeTaint.list(taints());
    }

    /** Most pods of a node. Default: what {@link #podLimit} says. */
    default Optional<Number> maxPods() {
        return Optional.empty();
    }

    /** So many nodes are on demand before any is Spot. Default: 0. */
    default Number onDemandBase() {
        return 0;
    }

    /** How much of the rest is on demand. Default: 100, no Spot. */
    default Number onDemandPercentageAboveBase() {
        return 100;
    }

    /** Default: price-capacity-optimized. */
    default String spotAllocationStrategy() {
        return "price-capacity-optimized";
    }

    /** Whether deployments replace nodes whose launch template changed. Default: true. */
    default boolean rollingUpdate() {
        return true;
    }

    /** So many nodes are replaced at a time. Default: 1. */
    default Number updateBatch() {
        return 1;
    }

    /** So long a new node may take to join, in minutes. Default: 20. */
    default int joinMinutes() {
        return 20;
    }

    /** Instances that wait, made ready. Default: none. */
    default Optional<NodeWarmPool> warmPool() {
        return Optional.empty();
    }

    /** Name of an EC2 key pair. Default: none. */
    default Optional<String> keyPair() {
        return Optional.empty();
    }

    /** Whether the node role carries the VPC CNI's managed policy. Default: false. */
    default boolean vpcCniPolicy() {
        return false;
    }

    /** Whether pods may read instance metadata, a hop away. Default: false. */
    default boolean podsReadMetadata() {
        return false;
    }

    /** How long Auto Scaling waits for the launch hook's answer, in seconds. Default: 3600. */
    default int launchTimeoutSeconds() {
        return 3600;
    }

    /** How long Auto Scaling waits for the termination hook's answer, in seconds. Default: 3600. */
    default int terminateTimeoutSeconds() {
        return 3600;
    }

    /**
     * A warm pool.
     *
     * @param state Stopped, Running or Hibernated
     * @param maxPrepared if absent, as many as the group may have
     */
    record NodeWarmPool(
            String state, int minSize, Optional<Integer> maxPrepared, boolean reuseOnScaleIn) {}
}
