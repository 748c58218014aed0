package io.github.multusnodes.wiring;

import io.github.multusnodes.cluster.ClusterAccess;
import io.github.multusnodes.cluster.EksClusters;
import io.github.multusnodes.cluster.EksToken;
import io.github.multusnodes.cluster.KubernetesCluster;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.port.Clusters;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.settings.ClusterSettings;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.eks.EksClient;

/** The real cluster; not for the launch function, whose jar has no Kubernetes client. */
final class EksCluster {

    private EksCluster() {}

    /**
     * The cluster of the settings, with the function's own credentials.
     *
     * @param http reaches EKS, which is asked where the cluster is unless the settings say it
     */
    static Cluster of(ClusterSettings settings, SdkHttpClient http, Time time) {
        AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        ClusterAccess access =
                settings.access()
                        .map(given -> ClusterAccess.at(given.endpoint(), given.ca()))
                        .orElseGet(() -> ClusterAccess.describedBy(eks(http), settings.name()));
        return new KubernetesCluster(
                access,
                new EksToken(
                        credentials,
                        DefaultAwsRegionProviderChain.builder().build().getRegion(),
                        settings.name(),
                        time::now));
    }

    /** What EKS tells of clusters. */
    static Clusters clusters(SdkHttpClient http) {
        return new EksClusters(eks(http));
    }

    private static EksClient eks(SdkHttpClient http) {
        return LambdaEnvironment.withoutRetries(EksClient.builder().httpClient(http)).build();
    }
}
