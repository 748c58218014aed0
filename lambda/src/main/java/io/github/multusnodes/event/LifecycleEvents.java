package io.github.multusnodes.event;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a Lambda function is invoked with: an EventBridge event, a bare notification, or an
 * SQS or SNS envelope around some of these.
 */
public final class LifecycleEvents {

    private LifecycleEvents() {}

    /**
     * Reads everything in the input, in its order; an empty batch is an empty list. What cannot be
     * read becomes {@link Malformed}.
     *
     * @throws UncheckedIOException if the stream fails
     */
    public static List<LifecycleEvent> read(InputStream input) {
        try {
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            return read(text, "");
        } catch (IOException e) {
            throw new UncheckedIOException("The event could not be read from its stream.", e);
        }
    }

    /**
     * @param prefix path of the text within its envelopes
     */
    private static List<LifecycleEvent> read(String text, String prefix) {
        try {
            Fields fields = new Fields(prefix, object(text, prefix));
            if (fields.has("Records")) {
                return records(fields);
            }
            // An SNS topic that feeds an SQS queue puts its own envelope into the queue's.
            if (fields.has("Message") && fields.has("TopicArn")) {
                return read(fields.text("Message"), prefix + "Message.");
            }
            return List.of(EventReader.read(fields));
        } catch (MalformedEventException e) {
            return List.of(new Malformed(e));
        }
    }

    private static List<LifecycleEvent> records(Fields envelope) {
        List<LifecycleEvent> events = new ArrayList<>();
        int place = 0;
        for (JsonValue item : envelope.list("Records")) {
            String path = envelope.path("Records[" + place + "]");
            events.addAll(message(item, path));
            place++;
        }
        return events;
    }

    private static List<LifecycleEvent> message(JsonValue item, String path) {
        try {
            if (!item.isObject()) {
                throw malformed(path, item.toString(), "an SQS or SNS record");
            }
            Fields message = new Fields(path + ".", item.asObject());
            return message.has("Sns")
                    ? read(message.object("Sns").text("Message"), path + ".Sns.Message.")
                    : read(message.text("body"), path + ".body.");
        } catch (MalformedEventException e) {
            return List.of(new Malformed(e));
        }
    }

    private static JsonObject object(String text, String prefix) {
        String where = prefix.isEmpty() ? "The event" : prefix.substring(0, prefix.length() - 1);
        try {
            JsonValue json = Json.parse(text);
            if (json.isObject()) {
                return json.asObject();
            }
            throw malformed(where, json.toString(), "a JSON object");
        } catch (ParseException e) {
            throw malformed(where, "no JSON (" + e.getMessage() + ")", "a JSON object");
        }
    }

    private static MalformedEventException malformed(String field, String value, String allowed) {
        return new MalformedEventException(field, value, allowed, Optional.empty());
    }
}
