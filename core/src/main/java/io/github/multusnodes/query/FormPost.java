package io.github.multusnodes.query;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;

/** The one kind of request that the Query protocol has. */
final class FormPost {

    private FormPost() {}

    /** Without a signature. */
    static SdkHttpRequest to(URI endpoint, byte[] form) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("Content-Length", Integer.toString(form.length))
                .putHeader("User-Agent", "multus-nodes")
                .build();
    }

    /**
     * Sends it, once.
     *
     * @throws IOException if there is no whole answer
     */
    static Answer send(SdkHttpClient http, SdkHttpRequest request, byte[] form) throws IOException {
        return Answer.of(
                http.prepareRequest(
                                HttpExecuteRequest.builder()
                                        .request(request)
                                        .contentStreamProvider(() -> new ByteArrayInputStream(form))
                                        .build())
                        .call());
    }
}
