package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.assign.Init;
import io.github.multusnodes.pods.assign.Ports;
import io.github.multusnodes.pods.assign.Result;
import io.github.multusnodes.pods.assign.Sidecar;
import io.github.multusnodes.pods.ec2.Ec2Assignments;
import io.github.multusnodes.pods.kernel.KernelNetwork;
import io.github.multusnodes.pods.metadata.Metadata;
import io.github.multusnodes.pods.metadata.MetadataInterfaces;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.query.PodCredentials;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The program's parts on this machine, in this pod. */
final class Machine {

    private final Settings settings;
    private final Map<String, String> environment;
    private final Time time;
    private final StepLog log;
    private final Metadata metadata;
    private final SecureRandom chance = new SecureRandom();

    Machine(Settings settings, Map<String, String> environment, Time time, StepLog log) {
        this.settings = settings;
        this.environment = environment;
        this.time = time;
        this.log = log;
        this.metadata = new Metadata(http(Duration.ofSeconds(1)), settings.metadata());
    }

    Result init() {
        return new Init(ports(), settings.expected(), settings.rules(), settings.bounds(), log)
                .run();
    }

    Result sidecar(Runnable started, BooleanSupplier ending) {
        return new Sidecar(
                        ports(),
                        settings.expected(),
                        settings.rules(),
                        settings.bounds(),
                        log,
                        ending)
                .run(started);
    }

    private Ports ports() {
        SdkHttpClient http = http(Duration.ofSeconds(10));
        Region region = Region.of(settings.region().orElseGet(this::regionOfNode));
        PodCredentials credentials =
                new PodCredentials(environment, http, region, time::now, nodeRole());
        AwsAccess aws = new AwsAccess(http, credentials, region, environment);
        return new Ports(
                new KernelNetwork(settings.primaryInterface(), time, log::warn),
                new MetadataInterfaces(metadata),
                new Ec2Assignments(aws.ec2(new Calls())),
                time,
                chance);
    }

    private String regionOfNode() {
        Instant end = time.now().plus(settings.bounds().settling());
        return new Retry(
                        time,
                        chance,
                        end,
                        why -> log.with(LogKey.REASON, why.getMessage()).info("Waiting"))
                .call(() -> metadata.need("placement/region"));
    }

    private Optional<Supplier<String>> nodeRole() {
        String path = "iam/security-credentials/";
        return settings.allowNodeRole()
                ? Optional.of(() -> metadata.need(path + metadata.need(path)))
                : Optional.empty();
    }

    private static SdkHttpClient http(Duration answerWithin) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(1))
                .socketTimeout(answerWithin)
                .build();
    }
}
