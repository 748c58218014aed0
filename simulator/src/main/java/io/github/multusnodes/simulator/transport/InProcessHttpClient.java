package io.github.multusnodes.simulator.transport;

import io.github.multusnodes.simulator.wire.Door;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP client of the AWS SDK whose far end is a simulated world in the same process: the SDK
 * marshals, signs and parses as always, but there is no socket, and time is the world's.
 */
public final class InProcessHttpClient implements SdkHttpClient {

    private final Door door;

    public InProcessHttpClient(Door door) {
        this.door = door;
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
        String authorization =
                request.httpRequest().firstMatchingHeader("Authorization").orElse("");
        Door.Answer answer = door.call(Form.caller(authorization), form(request));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(
                        SdkHttpResponse.builder()
                                .statusCode(answer.status())
                                .putHeader("Content-Type", "text/xml;charset=UTF-8")
                                .putHeader("Content-Length", Integer.toString(body.length))
                                .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private static Map<String, String> form(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return Map.of();
        }
        try (InputStream body = request.contentStreamProvider().get().newStream()) {
            return Form.decode(body.readAllBytes());
        }
    }
}
