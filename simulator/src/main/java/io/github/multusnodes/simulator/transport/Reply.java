package io.github.multusnodes.simulator.transport;

import io.github.multusnodes.simulator.wire.AnswerStream;
import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.metadata.InstanceMetadata;
import io.github.multusnodes.simulator.wire.metadata.MetadataAnswer;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer as transports give it.
 *
 * @param stream what comes after the body, if the answer goes on
 */
record Reply(int status, Map<String, String> headers, String body, Optional<AnswerStream> stream) {

    private static final List<String> METADATA_HEADERS =
            List.of(InstanceMetadata.TTL, InstanceMetadata.TOKEN, InstanceMetadata.FORWARDED);

    static Reply of(Door.Answer answer) {
        return new Reply(
                answer.status(),
                Map.of("Content-Type", answer.contentType()),
                answer.body(),
                answer.stream());
    }

    /**
     * Asks the metadata service.
     *
     * @param header a header of the request by its name
     */
    static Reply of(
            InstanceMetadata metadata,
            String method,
            String path,
            Function<String, Optional<String>> header)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        METADATA_HEADERS.forEach(
                name -> header.apply(name).ifPresent(value -> headers.put(name, value)));
        MetadataAnswer answer = metadata.answer(method, path, headers);
        return new Reply(answer.status(), answer.headers(), answer.body(), Optional.empty());
    }
}
