package io.github.multusnodes.reconcile;

import io.github.multusnodes.port.Clusters;
import io.github.multusnodes.port.Clusters.Description;
import io.github.multusnodes.reconcile.StackRefused.Reason;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Looks up what a node group has to know of its cluster. Changes nothing. */
public final class StackCluster {

    private static final Set<String> USABLE = Set.of("ACTIVE", "UPDATING");

    /** In this mode EKS takes no access entries, and nodes would never be let in. */
    private static final String WITHOUT_ACCESS_ENTRIES = "CONFIG_MAP";

    private final Clusters clusters;
    private final Time time;
    private final RandomGenerator chance;

    /**
     * @param chance of back-off
     */
    public StackCluster(Clusters clusters, Time time, RandomGenerator chance) {
        this.clusters = clusters;
        this.time = time;
        this.chance = chance;
    }

    /**
     * What the template can read of a cluster that nodes can join.
     *
     * @throws StackRefused if there is none of that name, or nodes could not join it
     */
    public Map<String, String> find(String name, StepLog log, Instant end) {
        Retry retry = new Retry(time, chance, end, new StackLog(log)::waiting);
        try {
            Description found =
                    retry.call(() -> clusters.find(name))
                            .orElseThrow(
                                    () ->
                                            new StackRefused(
                                                    Reason.CLUSTER_NOT_FOUND,
                                                    "ResourceProperties.ClusterName is %s; allowed: an EKS cluster of this account and Region. Mend the name, or deploy where the cluster is."
                                                            .formatted(name)));
            refuseUnlessJoinable(name, found);
            return facts(found);
        } catch (ClusterFailure failure) {
            throw new StackRefused(Reason.CALL_REFUSED, failure.text(), failure);
        } catch (OutOfTime outOfTime) {
            throw new StackRefused(
                    Reason.OUT_OF_TIME, String.valueOf(outOfTime.getMessage()), outOfTime);
        }
    }

    private static Map<String, String> facts(Description its) {
        return Map.of(
                "Endpoint", its.endpoint(),
                "CertificateAuthority", its.certificateAuthority(),
                "ServiceCidr", its.serviceCidr(),
                "IpFamily", its.ipFamily(),
                "SecurityGroupId", its.securityGroupId(),
                "VpcId", its.vpcId(),
                "Version", its.version(),
                "AuthenticationMode", its.authenticationMode());
    }

    private static void refuseUnlessJoinable(String name, Description its) {
        if (!USABLE.contains(its.status())) {
            throw new StackRefused(
                    Reason.CLUSTER_NOT_READY,
                    "Cluster %s is %s; allowed: ACTIVE or UPDATING. Wait until it is ready, and deploy again."
                            .formatted(name, its.status()));
        }
        if (its.authenticationMode().equals(WITHOUT_ACCESS_ENTRIES)) {
            throw new StackRefused(
                    Reason.CLUSTER_WITHOUT_ACCESS_ENTRIES,
                    "Cluster %s has authentication mode CONFIG_MAP; allowed: API_AND_CONFIG_MAP or API. Nodes join by an access entry. Change the mode, which cannot be taken back and leaves the aws-auth ConfigMap in force: aws eks update-cluster-config --name %s --access-config authenticationMode=API_AND_CONFIG_MAP"
                            .formatted(name, name));
        }
    }
}
