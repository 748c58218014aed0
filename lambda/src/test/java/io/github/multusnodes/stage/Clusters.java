package io.github.multusnodes.stage;

import io.github.multusnodes.cluster.ClusterAccess;
import io.github.multusnodes.cluster.EksToken;
import io.github.multusnodes.cluster.KubernetesCluster;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;

import okhttp3.OkHttpClient;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The real adapter over the cluster of a simulated world. */
final class Clusters {

    private Clusters() {}

    /**
     * The cluster as a function sees it.
     *
     * @param caller the access key id it signs with: who calls
     */
    static Cluster of(World<?> world, String caller) {
        return new KubernetesCluster(
                ClusterAccess.describedBy(
                        new SdkClients(world.door()).eks(caller), Kubernetes.NAME),
                new EksToken(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(caller, "simulated")),
                        Region.US_WEST_2,
                        Kubernetes.NAME,
                        () -> world.timeline().now()),
                new OkHttpClient.Builder()
                        .addInterceptor(new DoorInterceptor(world.door()))
                        .build());
    }
}
