package io.github.multusnodes.aws;

import io.github.multusnodes.port.StackAnswers;
import io.github.multusnodes.query.Answer;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

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

    public PresignedAnswers(SdkHttpClient http) {
        this.http = http;
    }

    @Override
    public void put(URI url, String json) {
        int status = send(url, json.getBytes(StandardCharsets.UTF_8));
        if (status / 100 != 2) {
            throw new CloudFailure(kindOf(status), ACTION, "HTTP " + status, refusedBy(url));
        }
    }

    private int send(URI url, byte[] body) {
        try {
            return Answer.of(http.prepareRequest(request(url, body)).call()).status();
        } catch (IOException | UncheckedIOException broken) {
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
