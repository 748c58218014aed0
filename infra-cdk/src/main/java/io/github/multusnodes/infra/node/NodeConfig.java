package io.github.multusnodes.infra.node;

import software.amazon.awscdk.Tokenization;

import java.util.Optional;

/**
 * What nodeadm is told: which cluster the node joins, and as what.
 *
 * @param maxPods if absent, what the limit says
 * @param taints as {@link NodeTaint#list} writes them
 * @param labels as kubelet takes them, key=value with commas between
 * @see <a href="https://awslabs.github.io/amazon-eks-ami/nodeadm/">nodeadm</a>
 */
public record NodeConfig(
        Cluster cluster, Optional<Number> maxPods, PodLimit limit, String taints, String labels) {

    /**
     * The cluster, as EKS describes it.
     *
     * @param serviceCidr of its services, not of its VPC: the address of its DNS follows from it
     */
    public record Cluster(
            String name, String endpoint, String certificateAuthority, String serviceCidr) {}

    String render() {
        return """
        apiVersion: node.eks.aws/v1alpha1
        kind: NodeConfig
        spec:
          cluster:
            name: %s
            apiServerEndpoint: %s
            certificateAuthority: %s
            cidr: %s
          kubelet:
            %s
              registerWithTaints: %s
            flags:
              - "--node-labels=%s"
        """
                .formatted(
                        cluster.name(),
                        cluster.endpoint(),
                        cluster.certificateAuthority(),
                        cluster.serviceCidr(),
                        podsAndConfig(),
                        taints,
                        labels);
    }

    private String podsAndConfig() {
        return maxPods.map(Tokenization::stringifyNumber)
                .map(most -> "config:\n      maxPods: " + most)
                .orElseGet(
                        () ->
                                "maxPodsExpression: \"%s\"\n    config:"
                                        .formatted(limit.expression()));
    }
}
