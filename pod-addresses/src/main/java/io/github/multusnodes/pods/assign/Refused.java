package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.plan.Refusal;

import java.util.Collection;
import java.util.stream.Collectors;

/** Addresses cannot be put where they belong. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(Collection<Refusal> refusals) {
        super(refusals.stream().map(Refusal::text).collect(Collectors.joining("; ")));
    }
}
