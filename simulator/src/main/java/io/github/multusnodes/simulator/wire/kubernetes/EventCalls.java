package io.github.multusnodes.simulator.wire.kubernetes;

import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.allow;
import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.json;
import static io.github.multusnodes.simulator.wire.kubernetes.Arguments.object;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.simulator.state.kubernetes.Event;
import io.github.multusnodes.simulator.state.kubernetes.Events;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.wire.Door.Answer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Telling something of a thing. */
record EventCalls(Events events, Arguments arguments) {

    private static final Set<String> KEYS =
            Set.of(
                    "apiVersion",
                    "kind",
                    "metadata",
                    "involvedObject",
                    "reason",
                    "message",
                    "type",
                    "count",
                    "firstTimestamp",
                    "lastTimestamp",
                    "source",
                    "reportingComponent",
                    "reportingInstance");

    Answer create() {
        arguments.allow(Set.of());
        JsonObject body = arguments.body();
        allow(body, "an event", KEYS);
        Event event = event(body);
        events.add(event);
        return json(201, KubernetesJson.event(body, event));
    }

    private Event event(JsonObject body) {
        JsonObject source = object(body, "source");
        allow(source, "the source of an event", Set.of("component", "host"));
        return new Event(
                arguments.name("namespace"),
                name(object(body, "metadata")),
                subject(object(body, "involvedObject")),
                text(body, "type"),
                text(body, "reason"),
                text(body, "message"),
                count(body),
                moment(body, "firstTimestamp"),
                moment(body, "lastTimestamp"),
                body.getString("reportingComponent", source.getString("component", "")),
                body.getString("reportingInstance", source.getString("host", "")));
    }

    private String name(JsonObject metadata) {
        allow(metadata, "the metadata of an event", Set.of("namespace", "name", "generateName"));
        String namespace = arguments.name("namespace");
        if (!metadata.getString("namespace", namespace).equals(namespace)) {
            throw Refused.malformed(
                    "the namespace of the provided object does not match the namespace sent on the"
                            + " request");
        }
        String name = metadata.getString("name", "");
        if (!name.isEmpty()) {
            return name;
        }
        String prefix = metadata.getString("generateName", "");
        if (prefix.isEmpty()) {
            throw Refused.invalid(
                    "Event", "", "metadata.name: Required value: name or generateName is required");
        }
        return prefix + events.all().size();
    }

    private static Event.Subject subject(JsonObject its) {
        allow(
                its,
                "the involvedObject of an event",
                Set.of("apiVersion", "kind", "namespace", "name", "uid", "resourceVersion"));
        return new Event.Subject(
                text(its, "kind"),
                its.getString("namespace", ""),
                text(its, "name"),
                its.getString("uid", ""));
    }

    /** The API server takes events without these, but nobody would know what they tell. */
    private static String text(JsonObject json, String key) {
        String text = json.getString(key, "");
        if (text.isEmpty()) {
            throw Refused.notModelled("an event without '" + key + "'");
        }
        return text;
    }

    private static int count(JsonObject body) {
        JsonValue count = body.get("count");
        if (count == null) {
            return 0;
        }
        if (!count.toString().matches("[0-9]{1,9}")) {
            throw Refused.malformed("count is " + count);
        }
        return count.asInt();
    }

    private static Optional<Instant> moment(JsonObject body, String key) {
        JsonValue value = body.get(key);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(value.asString()));
        } catch (DateTimeException unreadable) {
            throw Refused.malformed(key + " is " + value);
        }
    }
}
