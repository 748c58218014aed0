package io.github.multusnodes.port;

import io.github.multusnodes.retry.ClusterFailure;

import java.util.Optional;

/** EKS clusters. Every method may throw {@link ClusterFailure}. */
public interface Clusters {

    /** The cluster of a name in this account and Region, unless there is none. */
    Optional<Description> find(String name);

    /**
     * What EKS says of a cluster. What it has not got yet is empty.
     *
     * @param status in EKS's spelling, as {@code ACTIVE}
     * @param certificateAuthority in Base64
     * @param serviceCidr of the services of its address family
     * @param ipFamily {@code ipv4} or {@code ipv6}
     * @param securityGroupId the cluster security group, which EKS has made
     * @param authenticationMode in EKS's spelling, as {@code API}
     */
    record Description(
            String status,
            String version,
            String endpoint,
            String certificateAuthority,
            String serviceCidr,
            String ipFamily,
            String securityGroupId,
            String vpcId,
            String authenticationMode) {}
}
