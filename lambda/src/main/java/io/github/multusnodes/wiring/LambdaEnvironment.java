package io.github.multusnodes.wiring;

import io.github.multusnodes.clock.WallTime;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.query.FunctionCredentials;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.StepLog;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

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
                access(http, time),
                System.getenv(),
                time,
                new SecureRandom(),
                System.out::println,
                settings -> EksCluster.of(settings, http, time));
    }

    /**
     * Where Lambda is going to take a snapshot: has the function play launches first, with a graph
     * whose calls reach nobody.
     */
    public static void rehearse(Rehearsal.Play launch) {
        StepLog log = new StepLog(System.out::println, new WallTime()::now);
        Rehearsal.before(System.getenv(), http(), launch, log);
    }

    /** The object graph of a custom resource's function, in the same way. */
    public static StackWiring stackWiring() {
        SdkHttpClient http = http();
        Time time = new WallTime();
        return new StackWiring(
                () -> access(http, time),
                () -> EksCluster.clusters(http),
                http,
                time,
                new SecureRandom(),
                System.out::println);
    }

    private static AwsAccess access(SdkHttpClient http, Time time) {
        Map<String, String> environment = System.getenv();
        return new AwsAccess(
                http,
                new FunctionCredentials(environment, http, time::now),
                region(environment),
                environment);
    }

    /** Lambda always names it. */
    private static Region region(Map<String, String> environment) {
        String named = environment.getOrDefault("AWS_REGION", "");
        return named.isEmpty()
                ? DefaultAwsRegionProviderChain.builder().build().getRegion()
                : Region.of(named);
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
