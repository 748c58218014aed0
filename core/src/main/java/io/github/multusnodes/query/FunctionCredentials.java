package io.github.multusnodes.query;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The function's own credentials, from where Lambda puts them: its variables, or with SnapStart the
 * container credentials that they name. Elsewhere the SDK's default chain finds them. Nothing is
 * asked before the first request, so that a snapshot holds no credentials. Safe for use by several
 * threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">SnapStart and
 *     container credentials</a>
 */
public final class FunctionCredentials implements AwsCredentialsProvider {

    private final Map<String, String> environment;
    private final SdkHttpClient http;
    private final Supplier<Instant> now;
    private @Nullable AwsCredentialsProvider source;

    /**
     * @param environment the function's variables
     * @param http reaches the endpoint of container credentials
     */
    public FunctionCredentials(
            Map<String, String> environment, SdkHttpClient http, Supplier<Instant> now) {
        this.environment = Map.copyOf(environment);
        this.http = http;
        this.now = now;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return source().resolveCredentials();
    }

    private synchronized AwsCredentialsProvider source() {
        AwsCredentialsProvider its = source;
        if (its == null) {
            its = find();
            source = its;
        }
        return its;
    }

    private AwsCredentialsProvider find() {
        return ofVariables(environment)
                .or(
                        () ->
                                ContainerCredentials.of(environment, http)
                                        .map(its -> new RenewedCredentials(its, now)))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** Keys that stand in the variables themselves. */
    static Optional<AwsCredentialsProvider> ofVariables(Map<String, String> environment) {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        AwsCredentials given =
                credentials(id, secret, environment.getOrDefault("AWS_SESSION_TOKEN", ""));
        return Optional.of(() -> given);
    }

    static AwsCredentials credentials(String id, String secret, String token) {
        return token.isEmpty()
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, token);
    }
}
