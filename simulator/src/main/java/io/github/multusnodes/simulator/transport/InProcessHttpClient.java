package io.github.multusnodes.simulator.transport;

import io.github.multusnodes.simulator.wire.AnswerStream;
import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.RestRequest;
import io.github.multusnodes.simulator.wire.metadata.InstanceMetadata;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An HTTP client of the AWS SDK whose far end is a simulated world in the same process: the SDK
 * marshals, signs and parses as always, but there is no socket, and time is the world's.
 */
public final class InProcessHttpClient implements SdkHttpClient {

    /** What answers. */
    @FunctionalInterface
    private interface FarEnd {
        Reply answer(SdkHttpRequest request, byte[] body) throws IOException;
    }

    /** As long as clients of the SDK wait for the next byte. */
    private static final Duration USUAL_READ_TIMEOUT = Duration.ofSeconds(30);

    private final FarEnd farEnd;
    private final Duration readTimeout;

    /**
     * @param sender whose requests they are where nothing signs them
     */
    public InProcessHttpClient(Door door, String sender) {
        this(door, sender, USUAL_READ_TIMEOUT);
    }

    /**
     * @param sender whose requests they are where nothing signs them
     * @param readTimeout how long an answer that goes on may be silent, in simulated time
     */
    public InProcessHttpClient(Door door, String sender, Duration readTimeout) {
        this.farEnd = (request, body) -> Reply.of(answer(door, sender, request, body));
        this.readTimeout = readTimeout;
    }

    /** A client that can ask the metadata service of an instance, and nobody else. */
    public InProcessHttpClient(InstanceMetadata metadata) {
        this.readTimeout = USUAL_READ_TIMEOUT;
        this.farEnd =
                (request, _) ->
                        Reply.of(
                                metadata,
                                request.method().name(),
                                request.getUri().getPath(),
                                request::firstMatchingHeader);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    @Override
    public String clientName() {
        return "Simulator";
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        Reply answer = farEnd.answer(request.httpRequest(), body(request));
        SdkHttpResponse.Builder response = headers(answer).statusCode(answer.status());
        if (answer.stream().isPresent()) {
            AnswerStream stream = answer.stream().get();
            return HttpExecuteResponse.builder()
                    .response(response.build())
                    .responseBody(
                            AbortableInputStream.create(
                                    new LiveInputStream(stream, readTimeout), stream::close))
                    .build();
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(
                        response.putHeader("Content-Length", Integer.toString(body.length)).build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    /** The Query protocol posts to the root; all else is told by method and path. */
    private static Door.Answer answer(Door door, String sender, SdkHttpRequest http, byte[] body)
            throws IOException {
        String authorization = http.firstMatchingHeader("Authorization").orElse("");
        if (Form.isQuery(http.method().name(), http.getUri().getPath())) {
            return door.call(Form.caller(authorization), Form.decode(body));
        }
        return door.call(
                RestRequest.of(
                                http.method().name(),
                                http.getUri(),
                                authorization,
                                http.firstMatchingHeader("Content-Type").orElse(""),
                                new String(body, StandardCharsets.UTF_8))
                        .from(sender));
    }

    private static SdkHttpResponse.Builder headers(Reply answer) {
        SdkHttpResponse.Builder response = SdkHttpResponse.builder();
        answer.headers().forEach(response::putHeader);
        return response;
    }

    private static byte[] body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream body = request.contentStreamProvider().get().newStream()) {
            return body.readAllBytes();
        }
    }
}
