package io.github.multusnodes.simulator;

import io.github.multusnodes.simulator.transport.InProcessHttpClient;
import io.github.multusnodes.simulator.wire.Door;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;

import java.net.URI;
import java.time.Duration;

/**
 * Clients of the real SDK whose far end is a simulated world in the same process. They retry
 * nothing: what a call meets is what the caller sees.
 */
public final class SdkClients {

    private static final URI ENDPOINT = URI.create("http://simulator.local");

    private final Door door;

    public SdkClients(Door door) {
        this.door = door;
    }

    /**
     * A client of EC2.
     *
     * @param caller the access key id it signs with: who calls
     */
    public Ec2Client ec2(String caller) {
        return Ec2Client.builder()
                .httpClient(http(caller))
                .endpointOverride(ENDPOINT)
                .region(Region.US_WEST_2)
                .credentialsProvider(credentials(caller))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /**
     * A client of Auto Scaling.
     *
     * @param caller the access key id it signs with: who calls
     */
    public AutoScalingClient autoScaling(String caller) {
        return AutoScalingClient.builder()
                .httpClient(http(caller))
                .endpointOverride(ENDPOINT)
                .region(Region.US_WEST_2)
                .credentialsProvider(credentials(caller))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /**
     * A client of EKS.
     *
     * @param caller the access key id it signs with: who calls
     */
    public EksClient eks(String caller) {
        return EksClient.builder()
                .httpClient(http(caller))
                .endpointOverride(ENDPOINT)
                .region(Region.US_WEST_2)
                .credentialsProvider(credentials(caller))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /**
     * A client of plain HTTP.
     *
     * @param caller whose requests they are
     */
    public SdkHttpClient http(String caller) {
        return new InProcessHttpClient(door, caller);
    }

    /**
     * A client of plain HTTP.
     *
     * @param caller whose requests they are
     * @param readTimeout how long an answer that goes on may be silent, in simulated time
     */
    public SdkHttpClient http(String caller, Duration readTimeout) {
        return new InProcessHttpClient(door, caller, readTimeout);
    }

    private static AwsCredentialsProvider credentials(String caller) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "secret"));
    }
}
