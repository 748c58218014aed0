package io.github.multusnodes.handler;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The outcomes of a batch of events: one that fails does not stop the others. */
final class Answers {

    private final JsonArray outcomes = new JsonArray();
    private @Nullable RuntimeException failure;

    void add(Supplier<String> answer) {
        try {
            outcomes.add(answer.get());
        } catch (RuntimeException thrown) {
            if (failure == null) {
                failure = thrown;
            } else {
                failure.addSuppressed(thrown);
            }
        }
    }

    /**
     * Writes what Lambda's caller gets.
     *
     * @throws RuntimeException the first failure, with the others suppressed in it
     */
    void write(OutputStream output) throws IOException {
        if (failure != null) {
            throw failure;
        }
        String json = Json.object().add("outcomes", outcomes).toString();
        output.write(json.getBytes(StandardCharsets.UTF_8));
    }
}
