package io.github.multusnodes.handler;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;

import io.github.multusnodes.event.LifecycleEvent;
import io.github.multusnodes.event.LifecycleEvents;
import io.github.multusnodes.event.TestNotification;
import io.github.multusnodes.telemetry.StepLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/** The outcomes of a batch of events: one that fails does not stop the others. */
final class Answers {

    /**
     * Answers every event in the input.
     *
     * @throws RuntimeException the first failure, with the others suppressed in it
     */
    static void toEvents(
            InputStream input, OutputStream output, Function<LifecycleEvent, String> answer)
            throws IOException {
        Answers answers = new Answers();
        for (LifecycleEvent event : LifecycleEvents.read(input)) {
            answers.add(() -> answer.apply(event));
        }
        answers.write(output);
    }

    static String toTest(TestNotification test, StepLog log) {
        log.info("Test notification of group " + test.group() + ": nothing to do");
        return "test_notification";
    }

    private final JsonArray outcomes = new JsonArray();
    private @Nullable RuntimeException failure;

    private void add(Supplier<String> answer) {
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

    private void write(OutputStream output) throws IOException {
        if (failure != null) {
            throw failure;
        }
        String json = Json.object().add("outcomes", outcomes).toString();
        output.write(json.getBytes(StandardCharsets.UTF_8));
    }
}
