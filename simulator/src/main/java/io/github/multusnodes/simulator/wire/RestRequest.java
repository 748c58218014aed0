package io.github.multusnodes.simulator.wire;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request to an API that is told by method and path.
 *
 * @param path decoded
 * @param query the decoded parameters of the URL
 * @param authorization the header; empty if there is none
 * @param contentType of the body; empty if there is none
 * @param sender whose request it is, where only the transport knows; else empty
 */
public record RestRequest(
        String method,
        String path,
        Map<String, String> query,
        String authorization,
        String contentType,
        String body,
        String sender) {

    public RestRequest {
        query = Map.copyOf(query);
    }

    /** A request as HTTP libraries see it. */
    public static RestRequest of(
            String method, URI uri, String authorization, String contentType, String body) {
        Map<String, String> query = new TreeMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.put(decoded(name), decoded(value));
            }
        }
        return new RestRequest(method, uri.getPath(), query, authorization, contentType, body, "");
    }

    /** The same, sent by somebody who does not sign it. */
    public RestRequest from(String other) {
        return new RestRequest(method, path, query, authorization, contentType, body, other);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
