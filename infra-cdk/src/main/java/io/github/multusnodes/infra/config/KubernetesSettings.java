package io.github.multusnodes.infra.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cluster's manifests say.
 *
 * @param namespace of the networks' attachments and of the samples
 * @param startupTaint whether nodes keep pods off until their interfaces are ready
 * @param removerImage in which the remover of that taint and the samples run
 */
public record KubernetesSettings(
        String namespace, boolean startupTaint, String removerImage, VpcCni vpcCni) {

    /**
     * Settings of the VPC CNI add-on.
     *
     * @param podSubnets by zone, where pods take their own addresses from; empty: the nodes'
     *     subnets
     * @param podSecurityGroups of the interfaces in those subnets; empty: the nodes' own
     * @param prefixDelegation whether each place on an interface holds a /28 prefix
     */
    public record VpcCni(
            Map<String, String> podSubnets,
            List<String> podSecurityGroups,
            boolean prefixDelegation,
            Optional<Integer> warmIpTarget,
            Optional<Integer> minimumIpTarget,
            Optional<Integer> warmPrefixTarget) {

        public VpcCni {
            podSubnets = Map.copyOf(podSubnets);
            podSecurityGroups = List.copyOf(podSecurityGroups);
        }
    }
}
