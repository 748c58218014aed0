package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.state.kubernetes.Event;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

/** Events on pods, as the agent of a node creates them. */
class EventsTest {

    private static final String PATH = "/api/v1/namespaces/ran/events";
    private static final String EVENT =
            """
            {"apiVersion": "v1", "kind": "Event",
             "metadata": {"namespace": "ran", "generateName": "upf-0."},
             "involvedObject": {"apiVersion": "v1", "kind": "Pod", "namespace": "ran",
                                "name": "upf-0", "uid": "u-1", "resourceVersion": "7"},
             "type": "Warning", "reason": "AddressRefused", "message": "10.0.16.140 is taken",
             "count": 2, "firstTimestamp": "2026-01-01T00:00:00Z",
             "lastTimestamp": "2026-01-01T00:05:00Z",
             "source": {"component": "multus-nodes", "host": "node-1"}}
            """;

    private final ApiServer server = new ApiServer();

    @Test
    void an_event_is_kept_as_it_was_told() {
        ApiServer.Answer answer = server.post(PATH, EVENT);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("metadata").asObject().getString("name", ""))
                .isEqualTo("upf-0.0");
        assertThat(server.cluster.events().about("u-1"))
                .singleElement()
                .isEqualTo(
                        new Event(
                                "ran",
                                "upf-0.0",
                                new Event.Subject("Pod", "ran", "upf-0", "u-1"),
                                "Warning",
                                "AddressRefused",
                                "10.0.16.140 is taken",
                                2,
                                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                                Optional.of(Instant.parse("2026-01-01T00:05:00Z")),
                                "multus-nodes",
                                "node-1"));
        assertThat(server.cluster.events().about("u-2")).isEmpty();
    }

    @Test
    void a_generated_name_is_new_each_time_and_a_given_one_can_be_used_once() {
        assertThat(server.post(PATH, EVENT).status()).isEqualTo(201);
        assertThat(server.post(PATH, EVENT).status()).isEqualTo(201);

        String named = with("metadata", Json.object().add("name", "mine"));
        assertThat(server.post(PATH, named).status()).isEqualTo(201);
        ApiServer.Answer again = server.post(PATH, named);
        assertThat(again.status()).isEqualTo(409);
        assertThat(message(again)).isEqualTo("events \"mine\" already exists");
        assertThat(server.cluster.events().all()).hasSize(3);
    }

    @Test
    void what_the_simulator_does_not_know_of_an_event_is_an_error() {
        assertThat(message(server.post(PATH, with("related", Json.object()))))
                .isEqualTo("The simulator does not model 'related' in an event of Kubernetes");
        assertThat(message(server.post(PATH + "?dryRun=All", EVENT))).contains("'dryRun'");
        assertThat(message(server.post(PATH, "{\"reason\":"))).contains("cannot be read");
        assertThat(message(server.post(PATH, without("reason"))))
                .contains("an event without 'reason'");
        assertThat(server.cluster.events().all()).isEmpty();
    }

    @Test
    void an_event_without_a_name_of_another_namespace_or_at_no_moment_is_not_taken() {
        assertThat(server.post(PATH, with("metadata", Json.object())).status()).isEqualTo(422);
        assertThat(message(server.post("/api/v1/namespaces/core/events", EVENT)))
                .contains("does not match the namespace sent on the request");
        assertThat(
                        message(
                                server.post(
                                        "/api/v1/namespaces/core/events",
                                        with("metadata", Json.object().add("name", "it")))))
                .isEqualTo(
                        "Event \"it\" is invalid: involvedObject.namespace: Invalid value: \"ran\":"
                                + " does not match event.namespace");
        assertThat(
                        message(
                                server.post(
                                        PATH,
                                        Json.parse(EVENT)
                                                .asObject()
                                                .set("lastTimestamp", "now")
                                                .toString())))
                .contains("lastTimestamp is \"now\"");
        assertThat(
                        message(
                                server.post(
                                        PATH,
                                        Json.parse(EVENT).asObject().set("count", 1.5).toString())))
                .contains("count is 1.5");
        assertThat(server.cluster.events().all()).isEmpty();
    }

    @Test
    void a_namespace_that_ends_takes_no_events() {
        server.cluster.evictions().terminate("ran");

        ApiServer.Answer answer = server.post(PATH, EVENT);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("NamespaceTerminating");
    }

    private static String with(String key, JsonObject value) {
        return Json.parse(EVENT).asObject().set(key, value).toString();
    }

    private static String without(String key) {
        return Json.parse(EVENT).asObject().remove(key).toString();
    }

    private static String message(ApiServer.Answer answer) {
        return answer.json().getString("message", "");
    }
}
