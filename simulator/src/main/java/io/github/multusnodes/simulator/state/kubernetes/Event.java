package io.github.multusnodes.simulator.state.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * What a client has told of a thing.
 *
 * @param about the thing
 * @param type {@code Normal} or {@code Warning}
 * @param count how often it has happened
 * @param component who tells it
 * @param host where that one runs; empty if it does not say
 */
public record Event(
        String namespace,
        String name,
        Subject about,
        String type,
        String reason,
        String message,
        int count,
        Optional<Instant> first,
        Optional<Instant> last,
        String component,
        String host) {

    /**
     * What an event is about.
     *
     * @param uid empty where the client does not say
     */
    public record Subject(String kind, String namespace, String name, String uid) {}
}
