package io.github.multusnodes.simulator.wire.metadata;

import io.github.multusnodes.simulator.state.Ids;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The sessions of one instance: a token is valid until its time to live has passed. */
final class MetadataTokens {

    private static final int LONGEST_SECONDS = 21_600;

    private final Supplier<Instant> now;
    private final Ids ids;
    private final Map<String, Instant> ends = new HashMap<>();

    MetadataTokens(Supplier<Instant> now, Ids ids) {
        this.now = now;
        this.ids = ids;
    }

    /** A new token; empty if the text is no time to live from a second to six hours. */
    Optional<String> issue(String ttl) {
        int seconds = ttl.matches("[0-9]{1,5}") ? Integer.parseInt(ttl) : 0;
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            return Optional.empty();
        }
        ends.values().removeIf(this::isPast);
        String token = ids.uuid();
        ends.put(token, now.get().plus(Duration.ofSeconds(seconds)));
        return Optional.of(token);
    }

    boolean isValid(String token) {
        Instant end = ends.get(token);
        return end != null && !isPast(end);
    }

    private boolean isPast(Instant end) {
        return !now.get().isBefore(end);
    }
}
