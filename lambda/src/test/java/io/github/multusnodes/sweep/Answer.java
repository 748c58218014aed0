package io.github.multusnodes.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.runtime.InvocationResult;

import java.util.List;

/** What a sweep answered. */
record Answer(JsonObject json) {

    static Answer of(InvocationResult result) {
        assertThat(result.succeeded()).as(result.text()).isTrue();
        return new Answer(Json.parse(result.text()).asObject());
    }

    long number(String name) {
        return json.get(name).asLong();
    }

    /** Each thing as step, instance or interface, and result. */
    List<String> things() {
        return json.get("things").asArray().values().stream()
                .map(value -> value.asObject())
                .map(
                        thing ->
                                thing.getString("step", "?")
                                        + " "
                                        + thing.getString("instance", thing.getString("eni", "?"))
                                        + " "
                                        + thing.getString("result", "?"))
                .toList();
    }

    String details() {
        return json.get("things").toString();
    }
}
