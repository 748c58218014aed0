package io.github.multusnodes.query;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pod's own credentials: keys in variables, EKS Pod Identity, or an IAM role for its service
 * account, in this order; the role of the node only if that is allowed. Nothing is asked before the
 * first request. Safe for use by several threads.
 */
public final class PodCredentials implements AwsCredentialsProvider {

    private final AwsCredentialsProvider source;

    /**
     * @param environment the container's variables
     * @param http reaches whoever gives credentials out
     * @param nodeRole the answer of instance metadata for the role of the node, where that may be
     *     used
     */
    public PodCredentials(
            Map<String, String> environment,
            SdkHttpClient http,
            Region region,
            Supplier<Instant> now,
            Optional<Supplier<String>> nodeRole) {
        this.source =
                FunctionCredentials.ofVariables(environment)
                        .or(() -> ofPod(environment, http, region, now))
                        .or(() -> nodeRole.map(its -> ofNode(its, now)))
                        .orElse(PodCredentials::none);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return source.resolveCredentials();
    }

    private static Optional<AwsCredentialsProvider> ofPod(
            Map<String, String> environment,
            SdkHttpClient http,
            Region region,
            Supplier<Instant> now) {
        return ContainerCredentials.of(environment, http)
                .<Supplier<Given>>map(its -> its)
                .or(() -> WebIdentityCredentials.of(environment, http, region))
                .map(its -> new RenewedCredentials(its, now));
    }

    private static AwsCredentialsProvider ofNode(Supplier<String> json, Supplier<Instant> now) {
        return new RenewedCredentials(() -> Given.ofJson(json.get(), "the role of the node"), now);
    }

    private static AwsCredentials none() {
        throw SdkClientException.create(
                "The pod has no credentials: associate its service account with a role by EKS Pod"
                        + " Identity, or annotate it with a role (IRSA)");
    }
}
