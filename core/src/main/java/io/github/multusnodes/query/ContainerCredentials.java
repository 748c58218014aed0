package io.github.multusnodes.query;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Credentials that an endpoint inside the execution environment gives out: Lambda's, or the agent
 * of EKS Pod Identity. The SDK's own provider would bring its JSON parser and caches.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">
 *     Container credential provider</a>
 */
final class ContainerCredentials implements Supplier<Given> {

    private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

    private final URI endpoint;
    private final Map<String, String> environment;
    private final SdkHttpClient http;

    private ContainerCredentials(
            URI endpoint, Map<String, String> environment, SdkHttpClient http) {
        this.endpoint = endpoint;
        this.environment = environment;
        this.http = http;
    }

    /** The endpoint that the variables name; empty if they name none, or no token for it. */
    static Optional<ContainerCredentials> of(Map<String, String> environment, SdkHttpClient http) {
        String uri = environment.getOrDefault("AWS_CONTAINER_CREDENTIALS_FULL_URI", "");
        boolean hasToken =
                !environment.getOrDefault(TOKEN, "").isEmpty()
                        || !environment.getOrDefault(TOKEN + "_FILE", "").isEmpty();
        return uri.isEmpty() || !hasToken
                ? Optional.empty()
                : Optional.of(new ContainerCredentials(URI.create(uri), environment, http));
    }

    @Override
    public Given get() {
        try {
            HttpExecuteRequest request =
                    HttpExecuteRequest.builder()
                            .request(
                                    SdkHttpRequest.builder()
                                            .method(SdkHttpMethod.GET)
                                            .uri(endpoint)
                                            .putHeader("Authorization", token())
                                            .putHeader("Accept", "application/json")
                                            .build())
                            .build();
            Answer answer = Answer.of(http.prepareRequest(request).call());
            if (answer.status() != 200) {
                throw Given.failed(endpoint, "HTTP status " + answer.status(), null);
            }
            return Given.ofJson(answer.body(), endpoint);
        } catch (IOException | UncheckedIOException broken) {
            throw Given.failed(endpoint, broken.toString(), broken);
        }
    }

    /** A token in a file is renewed there. */
    private String token() throws IOException {
        String file = environment.getOrDefault(TOKEN + "_FILE", "");
        return file.isEmpty()
                ? environment.getOrDefault(TOKEN, "")
                : Files.readString(Path.of(file)).strip();
    }
}
