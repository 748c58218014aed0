package io.github.multusnodes.query;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Credentials that an endpoint inside the execution environment gives out. Kept until shortly
 * before they expire. The SDK's own provider would bring its JSON parser and caches.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">
 *     Container credential provider</a>
 */
final class ContainerCredentials implements AwsCredentialsProvider {

    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final URI endpoint;
    private final String token;
    private final SdkHttpClient http;
    private final Supplier<Instant> now;
    private @Nullable Given last;

    private ContainerCredentials(
            URI endpoint, String token, SdkHttpClient http, Supplier<Instant> now) {
        this.endpoint = endpoint;
        this.token = token;
        this.http = http;
        this.now = now;
    }

    /** The endpoint that the variables name, as Lambda's do; empty if they name none. */
    static Optional<ContainerCredentials> of(
            Map<String, String> environment, SdkHttpClient http, Supplier<Instant> now) {
        String uri = environment.getOrDefault("AWS_CONTAINER_CREDENTIALS_FULL_URI", "");
        String token = environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN", "");
        return uri.isEmpty() || token.isEmpty()
                ? Optional.empty()
                : Optional.of(new ContainerCredentials(URI.create(uri), token, http, now));
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        Given its = last;
        if (its == null || !now.get().isBefore(its.expiry().minus(RENEWED_BEFORE_END))) {
            its = ask();
            last = its;
        }
        return its.credentials();
    }

    private Given ask() {
        HttpExecuteRequest request =
                HttpExecuteRequest.builder()
                        .request(
                                SdkHttpRequest.builder()
                                        .method(SdkHttpMethod.GET)
                                        .uri(endpoint)
                                        .putHeader("Authorization", token)
                                        .putHeader("Accept", "application/json")
                                        .build())
                        .build();
        try {
            Answer answer = Answer.of(http.prepareRequest(request).call());
            if (answer.status() != 200) {
                throw failed("HTTP status " + answer.status(), null);
            }
            return given(answer.body());
        } catch (IOException broken) {
            throw failed(broken.toString(), broken);
        }
    }

    /** No message repeats the answer: it may hold secrets. */
    private Given given(String json) {
        try {
            JsonObject its = Json.parse(json).asObject();
            return new Given(
                    FunctionCredentials.credentials(
                            text(its, "AccessKeyId"),
                            text(its, "SecretAccessKey"),
                            its.getString("Token", "")),
                    Instant.parse(text(its, "Expiration")));
        } catch (ParseException | UnsupportedOperationException | DateTimeException odd) {
            throw failed("the answer cannot be read", null);
        }
    }

    private String text(JsonObject json, String member) {
        String its = json.getString(member, "");
        if (its.isEmpty()) {
            throw failed("the answer has no " + member, null);
        }
        return its;
    }

    private SdkClientException failed(String why, @Nullable Exception cause) {
        return SdkClientException.create("No credentials from " + endpoint + ": " + why, cause);
    }

    private record Given(AwsCredentials credentials, Instant expiry) {}
}
