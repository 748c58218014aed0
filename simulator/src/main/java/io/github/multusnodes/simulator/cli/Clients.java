package io.github.multusnodes.simulator.cli;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

import java.net.URI;

/** The AWS SDK as somebody at a terminal would use it, over HTTP. */
record Clients(Ec2Client ec2, AutoScalingClient autoScaling) implements AutoCloseable {

    static Clients to(URI endpoint) {
        return new Clients(
                configured(
                                Ec2Client.builder()
                                        .httpClientBuilder(UrlConnectionHttpClient.builder()),
                                endpoint)
                        .build(),
                configured(
                                AutoScalingClient.builder()
                                        .httpClientBuilder(UrlConnectionHttpClient.builder()),
                                endpoint)
                        .build());
    }

    @Override
    public void close() {
        ec2.close();
        autoScaling.close();
    }

    private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(DemoPlan.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("run-local", "simulated")));
    }
}
