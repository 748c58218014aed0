package io.github.multusnodes.infra.boot;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** The booted system, by the agent that runs in it: commands in its shell and their output. */
final class Guest {

    /** How often a state of the guest is looked at, and for how long at most. */
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static int synchronizations;

    private final JsonSocket agent;

    /** What a command left. */
    record Output(int status, String out, String err) {}

    private Guest(JsonSocket agent) {
        this.agent = agent;
    }

    /** Waits until the agent answers. */
    static Guest of(JsonSocket agent) {
        int id = ++synchronizations;
        agent.tell("guest-sync", Map.of("id", id));
        agent.await(line -> line.path("return").asInt() == id);
        return new Guest(agent);
    }

    /**
     * Runs a script and waits for its end.
     *
     * @return what it printed, without the last line's end
     * @throws AssertionError if it fails
     */
    String run(String script) {
        Output output = attempt(script, "");
        if (output.status() != 0) {
            throw new AssertionError(
                    "%s: exit code %d%n%s%s"
                            .formatted(script, output.status(), output.out(), output.err()));
        }
        return output.out().stripTrailing();
    }

    boolean holds(String condition) {
        return attempt(condition, "").status() == 0;
    }

    Output attempt(String script, String input) {
        return await(start(script, input));
    }

    /** Runs a script and does not wait for it. */
    long start(String script, String input) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("path", "/bin/bash");
        arguments.put("arg", List.of("-c", script));
        arguments.put("env", List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"));
        arguments.put(
                "input-data",
                Base64.getEncoder().encodeToString(input.getBytes(StandardCharsets.UTF_8)));
        arguments.put("capture-output", true);
        return agent.ask("guest-exec", arguments).get("pid").asLong();
    }

    Output await(long process) {
        Queue<JsonNode> ended = new ArrayDeque<>();
        Waiting.until(
                "the end of a command in the guest",
                PATIENCE,
                Duration.ofMillis(100),
                () -> {
                    JsonNode status = agent.ask("guest-exec-status", Map.of("pid", process));
                    if (status.get("exited").asBoolean()) {
                        ended.add(status);
                    }
                    return !ended.isEmpty();
                });
        JsonNode status = ended.remove();
        return new Output(
                status.path("exitcode").asInt(-status.path("signal").asInt()),
                text(status, "out-data"),
                text(status, "err-data"));
    }

    /**
     * Waits until a shell condition holds in the guest.
     *
     * @throws AssertionError if it does not within minutes, with what the guest says of itself
     */
    void await(String what, String condition) {
        try {
            Waiting.until(what, PATIENCE, BETWEEN_LOOKS, () -> holds(condition));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + itself(), e);
        }
    }

    /** What one wants to read when something went wrong. */
    String itself() {
        return attempt(
                        "ip address; networkctl list; systemctl --failed; systemctl list-jobs;"
                                + " journalctl -b --no-pager -o short-monotonic -n 60",
                        "")
                .out();
    }

    private static String text(JsonNode status, String field) {
        return new String(
                Base64.getDecoder().decode(status.path(field).asText("")), StandardCharsets.UTF_8);
    }
}
