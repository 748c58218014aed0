package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.Stack;

import java.util.List;
import java.util.Optional;

/**
 * What the functions of a node group may touch. Each text may be a token, and so may the lists of
 * subnets and security groups as a whole.
 *
 * @param stack says partition, Region and account
 * @param nodeGroup the name of the node group: the owner in the tags of its interfaces
 * @param autoScalingGroups names of its Auto Scaling groups; no references to the groups, for what
 *     handles their events exists before them
 * @param cluster name of the EKS cluster
 * @param subnets ids of the networks' subnets
 * @param securityGroups ids of the groups of the networks' interfaces; empty if a network names
 *     none: its interfaces get the VPC's default group, whose id only EC2 knows
 * @param tagKeys keys of the networks' own tags, or {@link #ANY_TAG_KEY}
 * @param podPrefixes whether a network delegates prefixes
 * @param drain whether nodes that leave are drained, and EKS is asked where their cluster is
 * @param repair whether the sweep mends nodes in service
 */
public record PermissionScope(
        Stack stack,
        String nodeGroup,
        List<String> autoScalingGroups,
        Optional<String> cluster,
        List<String> subnets,
        List<String> securityGroups,
        List<String> tagKeys,
        boolean podPrefixes,
        boolean drain,
        boolean repair) {

    /** Where only the deployment knows the keys: any but the owner's. */
    public static final String ANY_TAG_KEY = "*";

    /**
     * A copy with its lists as they are now; a list that is a token stays one.
     *
     * @throws IllegalArgumentException if a permission could not be told from these
     */
    public PermissionScope {
        autoScalingGroups = List.copyOf(autoScalingGroups);
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        tagKeys = List.copyOf(tagKeys);
        requireSome("autoScalingGroups", autoScalingGroups);
        requireSome("subnets", subnets);
        if (drain && cluster.isEmpty()) {
            throw new IllegalArgumentException(
                    "drain is true and cluster is empty: name the cluster, or set drain to false");
        }
        if (repair && tagKeys.contains(ANY_TAG_KEY)) {
            throw new IllegalArgumentException(
                    "repair is true and tagKeys is any: name the keys, or set repair to false");
        }
    }

    private static void requireSome(String name, List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty: name at least one");
        }
    }
}
