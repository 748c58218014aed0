package io.github.multusnodes.event;

import java.util.Optional;

/**
 * What could be read of a malformed event's action: enough to answer it, since at least one of
 * token and instance is present.
 */
public record AnswerableHook(
        String group, String hook, Optional<String> token, Optional<String> instance) {}
