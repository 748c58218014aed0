package io.github.multusnodes.simulator.state.kubernetes;

/**
 * How an EKS cluster is configured, as EKS describes it.
 *
 * @param ipFamily {@code ipv4} or {@code ipv6}
 * @param serviceCidr of that family
 * @param securityGroupId the cluster security group
 * @param authenticationMode empty where EKS does not say, as of old clusters
 */
public record ClusterConfig(
        String version,
        String ipFamily,
        String serviceCidr,
        String vpcId,
        String securityGroupId,
        String authenticationMode) {

    /** A cluster of IPv4 that takes access entries and still has its ConfigMap. */
    public static ClusterConfig usual() {
        return new ClusterConfig(
                "1.34",
                "ipv4",
                "172.20.0.0/16",
                "vpc-0123456789abcdef0",
                "sg-0123456789abcdef0",
                "API_AND_CONFIG_MAP");
    }

    /** The same with another family. */
    public ClusterConfig withServices(String otherFamily, String otherCidr) {
        return new ClusterConfig(
                version, otherFamily, otherCidr, vpcId, securityGroupId, authenticationMode);
    }

    /** The same with another authentication mode. */
    public ClusterConfig withAuthenticationMode(String other) {
        return new ClusterConfig(version, ipFamily, serviceCidr, vpcId, securityGroupId, other);
    }
}
