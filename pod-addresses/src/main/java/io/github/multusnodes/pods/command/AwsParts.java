package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.ec2.Ec2Assignments;
import io.github.multusnodes.pods.metadata.Metadata;
import io.github.multusnodes.pods.metadata.MetadataInterfaces;
import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.query.AwsAccess;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.query.PodCredentials;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The way to AWS, with the credentials of this pod. */
final class AwsParts {

    private final Common settings;
    private final Map<String, String> environment;
    private final Time time;
    private final Metadata metadata;

    AwsParts(Common settings, Map<String, String> environment, Time time) {
        this.settings = settings;
        this.environment = environment;
        this.time = time;
        this.metadata = new Metadata(http(Duration.ofSeconds(1)), settings.metadata());
    }

    NodeInterfaces interfaces() {
        return new MetadataInterfaces(metadata);
    }

    /**
     * EC2.
     *
     * @param retry for instance metadata, which may have to tell the Region
     */
    Assignments assignments(Retry retry) {
        SdkHttpClient http = http(Duration.ofSeconds(10));
        Region region =
                Region.of(
                        settings.region()
                                .orElseGet(
                                        () -> retry.call(() -> metadata.need("placement/region"))));
        PodCredentials credentials =
                new PodCredentials(environment, http, region, time::now, nodeRole());
        return new Ec2Assignments(
                new AwsAccess(http, credentials, region, environment).ec2(new Calls()));
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
