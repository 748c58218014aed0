package io.github.multusnodes.wiring;

import io.github.multusnodes.port.Time;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

import java.security.SecureRandom;
import java.time.Duration;

/** The real world: the function's environment, AWS, the wall clock and the console. */
public final class LambdaEnvironment {

    /** An attach answers within seconds; what takes longer than this is lost. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private LambdaEnvironment() {}

    /**
     * The object graph over AWS. Chance comes from {@link SecureRandom}, which differs in every
     * environment that is restored from one snapshot ("Handling uniqueness with Lambda SnapStart").
     * Endpoints, Region and credentials come from the SDK's own variables; the SDK's retries are
     * off, for ours know the deadline.
     */
    public static Wiring wiring() {
        SdkHttpClient http = http();
        Time time = new WallTime();
        return new Wiring(
                withoutRetries(Ec2Client.builder().httpClient(http)).build(),
                withoutRetries(AutoScalingClient.builder().httpClient(http)).build(),
                System.getenv(),
                time,
                new SecureRandom(),
                System.out::println,
                settings -> EksCluster.of(settings, http, time));
    }

    /** The object graph of a custom resource's function, in the same way. */
    public static StackWiring stackWiring() {
        SdkHttpClient http = http();
        return new StackWiring(
                () -> withoutRetries(Ec2Client.builder().httpClient(http)).build(),
                () -> EksCluster.clusters(http),
                http,
                new WallTime(),
                new SecureRandom(),
                System.out::println);
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(ANSWER_WITHIN)
                .build();
    }

    static <B extends AwsClientBuilder<B, ?>> B withoutRetries(B builder) {
        return builder.overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}
