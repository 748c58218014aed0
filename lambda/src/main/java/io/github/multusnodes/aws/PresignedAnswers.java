package io.github.multusnodes.aws;

import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.port.StackAnswers;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@link StackAnswers} at the pre-signed URLs of CloudFormation's bucket. No failure carries what
 * the HTTP client threw: its message may hold the URL.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">
 *     Custom resource response objects</a>
 */
public final class PresignedAnswers implements StackAnswers {

    private static final String ACTION = "PutStackAnswer";

    private final SdkHttpClient http;
    private final Calls calls;

    public PresignedAnswers(SdkHttpClient http, Calls calls) {
        this.http = http;
        this.calls = calls;
    }

    @Override
    public void put(URI url, String json) {
        int status = calls.make(ACTION, () -> send(url, json.getBytes(StandardCharsets.UTF_8)));
        if (status / 100 != 2) {
            throw new CloudFailure(kindOf(status), ACTION, "HTTP " + status, refusedBy(url));
        }
    }

    private int send(URI url, byte[] body) {
        try {
            var answer = http.prepareRequest(request(url, body)).call();
            Optional<AbortableInputStream> text = answer.responseBody();
            if (text.isPresent()) {
                try (AbortableInputStream open = text.get()) {
                    open.readAllBytes();
                }
            }
            return answer.httpResponse().statusCode();
        } catch (IOException | UncheckedIOException | SdkException broken) {
            throw new CloudFailure(
                    FailureKind.UNAVAILABLE,
                    ACTION,
                    "",
                    broken.getClass().getSimpleName() + " on the way to " + url.getHost());
        }
    }

    /** The signature covers an empty content type. */
    private static HttpExecuteRequest request(URI url, byte[] body) {
        return HttpExecuteRequest.builder()
                .request(
                        SdkHttpRequest.builder()
                                .method(SdkHttpMethod.PUT)
                                .uri(url)
                                .putHeader("Content-Type", "")
                                .putHeader("Content-Length", Integer.toString(body.length))
                                .build())
                .contentStreamProvider(() -> new ByteArrayInputStream(body))
                .build();
    }

    private static FailureKind kindOf(int status) {
        return switch (status) {
            case 403 -> FailureKind.DENIED;
            case 408, 429, 500, 502, 503, 504 -> FailureKind.UNAVAILABLE;
            default -> FailureKind.REJECTED;
        };
    }

    private static String refusedBy(URI url) {
        return url.getHost() + " did not take the answer";
    }
}
