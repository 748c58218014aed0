package io.github.multusnodes.simulator.wire.metadata;

import java.util.Map;

/**
 * An answer of the metadata service.
 *
 * @param headers without those that every answer has
 */
public record MetadataAnswer(int status, Map<String, String> headers, String body) {

    public MetadataAnswer {
        headers = Map.copyOf(headers);
    }

    static MetadataAnswer of(String body) {
        return new MetadataAnswer(200, Map.of("Content-Type", "text/plain"), body);
    }

    static MetadataAnswer error(int status, String says) {
        String title = status + " - " + says;
        return new MetadataAnswer(
                status,
                Map.of("Content-Type", "text/html"),
                "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>"
                        .formatted(title));
    }
}
