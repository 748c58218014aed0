package io.github.multusnodes.aws;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An HTTP client that keeps what it is asked to send, and has its answer ready. */
final class RecordingHttpClient implements SdkHttpClient {

    private final List<SdkHttpRequest> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private CannedHttpClient answer;

    RecordingHttpClient(int status, String body) {
        this.answer = new CannedHttpClient.Answering(status, body);
    }

    void answerWith(int status, String body) {
        answer = new CannedHttpClient.Answering(status, body);
    }

    List<SdkHttpRequest> requests() {
        return List.copyOf(requests);
    }

    List<String> bodies() {
        return List.copyOf(bodies);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        requests.add(request.httpRequest());
        request.contentStreamProvider().ifPresent(body -> bodies.add(text(body.newStream())));
        return answer.prepareRequest(request);
    }

    private static String text(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
