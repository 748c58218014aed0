package io.github.multusnodes.infra.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the nodes are.
 *
 * @param instanceTypes the first is preferred; more than one makes a mixed group
 * @param architecture of all of them
 * @param image id of an AMI, or the path of an SSM parameter with one; if absent, the newest AL2023
 *     that EKS recommends for the cluster's version
 * @param subnets of the primary interfaces, by zone
 * @param securityGroups besides the one that the stack makes for the nodes
 * @param maxPods if absent, what the type allows less what the Multus interfaces take
 * @param warmPool instances that wait, made ready
 * @param vpcCniPolicy whether the node role carries the VPC CNI's managed policy
 */
public record NodeSettings(
        List<InstanceType> instanceTypes,
        Architecture architecture,
        Optional<String> image,
        Map<String, String> subnets,
        List<String> securityGroups,
        Size size,
        Volume volume,
        Map<String, String> labels,
        List<Taint> taints,
        Optional<Integer> maxPods,
        Purchase purchase,
        Update update,
        Optional<WarmPool> warmPool,
        Optional<String> keyPair,
        boolean vpcCniPolicy) {

    public NodeSettings {
        instanceTypes = List.copyOf(instanceTypes);
        subnets = Map.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    /** How many nodes; without a desired number deployments leave it as it is. */
    public record Size(int min, int max, Optional<Integer> desired) {}

    /**
     * The root volume.
     *
     * @param kmsKey ARN of the key; if absent, the account's key for EBS
     */
    public record Volume(int sizeGiB, Optional<String> kmsKey) {}

    /** Keeps pods off that do not tolerate it. */
    public record Taint(String key, String value, String effect) {}

    /** What is bought on demand, and how Spot capacity is chosen. */
    public record Purchase(
            int onDemandBase, int onDemandPercentageAboveBase, String spotAllocationStrategy) {

        /** Whether there can be Spot instances. */
        public boolean usesSpot() {
            return onDemandPercentageAboveBase < 100;
        }
    }

    /**
     * How nodes are replaced when their launch template changes.
     *
     * @param rolling by the deployment itself, which waits for each new node; else by hand
     * @param batch how many at a time
     * @param waitMinutes how long a new node may take to join
     */
    public record Update(boolean rolling, int batch, int waitMinutes) {}

    /** Instances beside the group that have booted once and wait. */
    public record WarmPool(
            String state, int minSize, Optional<Integer> maxPrepared, boolean reuseOnScaleIn) {}
}
