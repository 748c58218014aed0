package io.github.multusnodes.simulator.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a watch has told, and when. */
final class WatchLog {

    /** A line of the answer. */
    record Line(Duration after, JsonObject json) {
        String type() {
            return json.getString("type", "");
        }

        JsonObject object() {
            return json.get("object").asObject();
        }

        JsonObject metadata() {
            return object().get("metadata").asObject();
        }

        /** As {@code ADDED upf-0}. */
        String told() {
            return (type() + " " + metadata().getString("name", "")).trim();
        }

        long version() {
            return Long.parseLong(metadata().getString("resourceVersion", ""));
        }
    }

    private final Supplier<Instant> now;
    private final Instant began;
    private final List<Line> lines = new ArrayList<>();
    private Optional<AbortableInputStream> body = Optional.empty();
    private Optional<String> end = Optional.empty();
    private Duration endAfter = Duration.ZERO;
    private int status;

    WatchLog(Supplier<Instant> now) {
        this.now = now;
        this.began = now.get();
    }

    void read(HttpExecuteResponse response) {
        status = response.httpResponse().statusCode();
        body = response.responseBody();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(body.orElseThrow(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(new Line(passed(), Json.parse(line).asObject()));
                line = reader.readLine();
            }
            end("the end");
        } catch (IOException e) {
            end(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** Ends it from the client's side. */
    void abort() {
        body.orElseThrow().abort();
    }

    int status() {
        return status;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    List<String> told() {
        return lines.stream().map(Line::told).toList();
    }

    /** How it has come to its end; empty while it goes on. */
    Optional<String> end() {
        return end;
    }

    Duration endAfter() {
        return endAfter;
    }

    private void end(String how) {
        end = Optional.of(how);
        endAfter = passed();
    }

    private Duration passed() {
        return Duration.between(began, now.get());
    }
}
