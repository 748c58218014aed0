package io.github.multusnodes.simulator.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A request as both transports see it: form parameters and a signature that names the caller. */
final class Form {

    private Form() {}

    /** Whether a request is of the Query protocol. */
    static boolean isQuery(String method, String path) {
        return method.equals("POST") && (path.isEmpty() || path.equals("/"));
    }

    /** The parameters of an {@code application/x-www-form-urlencoded} body. */
    static Map<String, String> decode(byte[] body) {
        Map<String, String> form = new TreeMap<>();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                form.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    /** The access key id in a Signature Version 4 header, or {@code unsigned}. */
    static String caller(String authorization) {
        String marker = "Credential=";
        int start = authorization.indexOf(marker);
        int end = authorization.indexOf('/', Math.max(start, 0));
        return start < 0 || end < 0
                ? "unsigned"
                : authorization.substring(start + marker.length(), end);
    }
}
