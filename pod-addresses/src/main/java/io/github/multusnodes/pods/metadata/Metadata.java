package io.github.multusnodes.pods.metadata;

import io.github.multusnodes.query.Answer;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads items of the instance metadata service, version 2 only. A token is asked for at the first
 * read and again where it is no longer taken; everything else is tried once. Safe for several
 * threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">
 *     Use the Instance Metadata Service</a>
 */
public final class Metadata {

    private static final String LATEST = "/latest/";
    private static final int TOKEN_SECONDS = 21_600;
    private static final Pattern LINE = Pattern.compile("\\R");

    private static final String HOP_LIMIT =
            "; if the pod does not use the host's network, the instance needs a hop limit of 2"
                    + " (aws ec2 modify-instance-metadata-options --http-put-response-hop-limit 2)"
                    + " and no network policy may forbid the way";

    private final SdkHttpClient http;
    private final URI endpoint;
    private @Nullable String token;

    /**
     * Asks nobody yet.
     *
     * @param http with timeouts of about a second: the service is on the node
     */
    public Metadata(SdkHttpClient http, URI endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    /**
     * An item of the tree {@code meta-data}; empty if there is none.
     *
     * @throws CloudFailure if the service does not answer, or refuses
     */
    public Optional<String> item(String path) {
        String given = token();
        Answer answer = get(path, given);
        if (answer.status() == 401) {
            forget(given);
            answer = get(path, token());
        }
        return switch (answer.status()) {
            case 200 -> Optional.of(answer.body().strip());
            case 404 -> Optional.empty();
            default -> throw refused(path, answer.status());
        };
    }

    /**
     * The lines of an item; none if there is no such item.
     *
     * @throws CloudFailure likewise
     */
    public List<String> lines(String path) {
        return item(path).stream()
                .flatMap(LINE::splitAsStream)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * An item that is never lacking.
     *
     * @throws CloudFailure likewise, or if it is
     */
    public String need(String path) {
        return item(path)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> failure(FailureKind.UNAVAILABLE, path, "it is missing"));
    }

    private synchronized String token() {
        String its = token;
        if (its == null) {
            its = freshToken();
            token = its;
        }
        return its;
    }

    private synchronized void forget(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    private String freshToken() {
        Answer answer =
                ask(
                        "api/token",
                        request(SdkHttpMethod.PUT, "api/token")
                                .putHeader(
                                        "X-aws-ec2-metadata-token-ttl-seconds",
                                        Integer.toString(TOKEN_SECONDS)));
        if (answer.status() != 200) {
            throw refused("api/token", answer.status());
        }
        return answer.body().strip();
    }

    private Answer get(String path, String given) {
        return ask(
                path,
                request(SdkHttpMethod.GET, "meta-data/" + path)
                        .putHeader("X-aws-ec2-metadata-token", given));
    }

    private SdkHttpRequest.Builder request(SdkHttpMethod method, String path) {
        return SdkHttpRequest.builder()
                .method(method)
                .uri(endpoint)
                .encodedPath(LATEST + path)
                .putHeader("User-Agent", "multus-nodes");
    }

    private Answer ask(String path, SdkHttpRequest.Builder request) {
        try {
            return Answer.of(
                    http.prepareRequest(
                                    HttpExecuteRequest.builder().request(request.build()).build())
                            .call());
        } catch (IOException | UncheckedIOException broken) {
            throw new CloudFailure(
                    FailureKind.UNAVAILABLE,
                    "instance metadata " + path,
                    "",
                    "no answer from " + endpoint + ": " + broken.getMessage() + HOP_LIMIT,
                    broken);
        }
    }

    private CloudFailure refused(String path, int status) {
        return switch (status) {
            case 401, 403 ->
                    failure(
                            FailureKind.DENIED,
                            path,
                            "HTTP status "
                                    + status
                                    + ": instance metadata is switched off for this instance, or"
                                    + " something on the way forbids it");
            case 429 -> failure(FailureKind.THROTTLED, path, "HTTP status 429");
            default -> failure(kindOf(status), path, "HTTP status " + status);
        };
    }

    private static FailureKind kindOf(int status) {
        return status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.REJECTED;
    }

    private static CloudFailure failure(FailureKind kind, String path, String message) {
        return new CloudFailure(kind, "instance metadata " + path, "", message);
    }
}
