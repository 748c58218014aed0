package io.github.multusnodes.query;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came back to a request, whole.
 *
 * @param status of HTTP
 */
public record Answer(int status, String body) {

    /**
     * Reads it to its end.
     *
     * @throws IOException if it breaks off
     */
    public static Answer of(HttpExecuteResponse response) throws IOException {
        Optional<AbortableInputStream> body = response.responseBody();
        String text = "";
        if (body.isPresent()) {
            try (AbortableInputStream open = body.get()) {
                text = new String(open.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return new Answer(response.httpResponse().statusCode(), text);
    }
}
