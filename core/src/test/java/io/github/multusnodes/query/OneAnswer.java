package io.github.multusnodes.query;

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
import java.util.ArrayList;
import java.util.List;

/** Answers every request in one way and keeps what it was asked. */
final class OneAnswer implements SdkHttpClient {

    private final int status;
    private final String body;
    private final List<HttpExecuteRequest> asked = new ArrayList<>();

    OneAnswer(int status, String body) {
        this.status = status;
        this.body = body;
    }

    SdkHttpRequest last() {
        return asked.getLast().httpRequest();
    }

    String lastBody() {
        try (InputStream open = asked.getLast().contentStreamProvider().orElseThrow().newStream()) {
            return new String(open.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        asked.add(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(status).build())
                        .responseBody(
                                AbortableInputStream.create(
                                        new ByteArrayInputStream(
                                                body.getBytes(StandardCharsets.UTF_8))))
                        .build();
            }

            @Override
            public void abort() {
                throw new AssertionError("Nobody aborts a request");
            }
        };
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
