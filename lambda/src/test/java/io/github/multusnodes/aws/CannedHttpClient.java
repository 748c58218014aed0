package io.github.multusnodes.aws;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.ByteArrayInputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** An HTTP client for the SDK that always meets the same end. */
sealed interface CannedHttpClient extends SdkHttpClient {

    HttpExecuteResponse answer() throws SocketException;

    @Override
    default ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws SocketException {
                return answer();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    default void close() {}

    /** The service answers. */
    record Answering(int status, String body) implements CannedHttpClient {
        @Override
        public HttpExecuteResponse answer() {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(status).build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                    .build();
        }
    }

    /** The connection breaks before an answer. */
    record Breaking() implements CannedHttpClient {
        @Override
        public HttpExecuteResponse answer() throws SocketException {
            throw new SocketException("Connection reset");
        }
    }
}
