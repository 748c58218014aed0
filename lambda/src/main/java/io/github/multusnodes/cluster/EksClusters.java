package io.github.multusnodes.cluster;

import io.github.multusnodes.port.Clusters;
import io.github.multusnodes.retry.ClusterFailure;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessConfigResponse;
import software.amazon.awssdk.services.eks.model.Certificate;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** {@link Clusters} of EKS. */
public final class EksClusters implements Clusters {

    /** Clusters that were made before access entries say nothing of them. */
    private static final String UNSAID_MODE = "CONFIG_MAP";

    private static final String IPV6 = "ipv6";

    private final EksClient eks;

    public EksClusters(EksClient eks) {
        this.eks = eks;
    }

    @Override
    public Optional<Description> find(String name) {
        try {
            Cluster cluster = eks.describeCluster(r -> r.name(name)).cluster();
            return Optional.of(description(Part.required(cluster, "cluster")));
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        } catch (SdkException thrown) {
            throw new ClusterFailure(
                    ClusterAccess.kindOf(thrown),
                    ClusterAccess.CALL,
                    String.valueOf(thrown.getMessage()),
                    thrown);
        } catch (IllegalArgumentException unreadable) {
            throw new ClusterFailure(
                    ClusterFailure.Kind.BROKEN,
                    ClusterAccess.CALL,
                    String.valueOf(unreadable.getMessage()),
                    unreadable);
        }
    }

    private static Description description(Cluster its) {
        KubernetesNetworkConfigResponse network = its.kubernetesNetworkConfig();
        VpcConfigResponse vpc = its.resourcesVpcConfig();
        String family = text(network, KubernetesNetworkConfigResponse::ipFamilyAsString);
        String mode = text(its.accessConfig(), AccessConfigResponse::authenticationModeAsString);
        return new Description(
                text(its, Cluster::statusAsString),
                text(its, Cluster::version),
                text(its, Cluster::endpoint),
                text(its.certificateAuthority(), Certificate::data),
                text(
                        network,
                        family.equals(IPV6)
                                ? KubernetesNetworkConfigResponse::serviceIpv6Cidr
                                : KubernetesNetworkConfigResponse::serviceIpv4Cidr),
                family,
                text(vpc, VpcConfigResponse::clusterSecurityGroupId),
                text(vpc, VpcConfigResponse::vpcId),
                mode.isEmpty() ? UNSAID_MODE : mode);
    }

    private static <T> String text(@Nullable T part, Function<T, @Nullable String> member) {
        return part == null ? "" : Objects.requireNonNullElse(member.apply(part), "");
    }
}
