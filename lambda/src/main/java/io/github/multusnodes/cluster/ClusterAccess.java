package io.github.multusnodes.cluster;

import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Where a cluster's API server is, and which certificates vouch for it: as given, or as EKS
 * describes it. Safe for use by several threads.
 */
public final class ClusterAccess {

    static final String CALL = "DescribeCluster";

    private final @Nullable EksClient eks;
    private final String name;
    private @Nullable Place known;

    private ClusterAccess(@Nullable EksClient eks, String name, @Nullable Place known) {
        this.eks = eks;
        this.name = name;
        this.known = known;
    }

    /**
     * A cluster at a known place.
     *
     * @param ca certificates as PEM; empty to trust as the machine does
     */
    public static ClusterAccess at(URI endpoint, String ca) {
        return new ClusterAccess(null, "", new Place(endpoint, ca));
    }

    /** A cluster whose place EKS tells. */
    public static ClusterAccess describedBy(EksClient eks, String name) {
        return new ClusterAccess(eks, name, null);
    }

    /**
     * The place; EKS is asked once.
     *
     * @throws ClusterFailure {@link Kind#GOING} if there is no such cluster or it is being deleted;
     *     other kinds if EKS cannot tell
     */
    synchronized Place place() {
        if (known == null && eks != null) {
            known = described(eks);
        }
        return Objects.requireNonNull(known);
    }

    /** Has EKS asked again: nobody answers there, as when the cluster is being deleted. */
    synchronized void doubt() {
        if (eks != null) {
            known = null;
        }
    }

    private Place described(EksClient asked) {
        try {
            Cluster cluster = asked.describeCluster(r -> r.name(name)).cluster();
            return place(Part.required(cluster, "cluster"));
        } catch (ResourceNotFoundException none) {
            throw new ClusterFailure(Kind.GOING, CALL, "there is no cluster " + name, none);
        } catch (SdkException thrown) {
            throw new ClusterFailure(
                    kindOf(thrown), CALL, String.valueOf(thrown.getMessage()), thrown);
        } catch (IllegalArgumentException unreadable) {
            throw new ClusterFailure(
                    Kind.BROKEN, CALL, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private Place place(Cluster cluster) {
        if (cluster.status() == ClusterStatus.DELETING) {
            throw new ClusterFailure(Kind.GOING, CALL, name + " is being deleted");
        }
        if (cluster.endpoint() == null || cluster.certificateAuthority() == null) {
            throw new ClusterFailure(
                    Kind.UNREACHABLE,
                    CALL,
                    name + " is " + cluster.statusAsString() + " and has no endpoint");
        }
        String data = Part.required(cluster.certificateAuthority().data(), "certificate authority");
        byte[] ca = Base64.getDecoder().decode(data);
        return new Place(URI.create(cluster.endpoint()), new String(ca, StandardCharsets.UTF_8));
    }

    static Kind kindOf(SdkException thrown) {
        return switch (thrown) {
            case SdkClientException _ -> Kind.UNREACHABLE;
            case SdkServiceException refused when refused.isThrottlingException() -> Kind.THROTTLED;
            case SdkServiceException refused
                    when refused.statusCode() == 401 || refused.statusCode() == 403 ->
                    Kind.DENIED;
            default -> Kind.BROKEN;
        };
    }

    /**
     * An API server.
     *
     * @param ca certificates as PEM; empty to trust as the machine does
     */
    record Place(URI endpoint, String ca) {}
}
