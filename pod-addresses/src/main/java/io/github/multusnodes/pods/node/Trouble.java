package io.github.multusnodes.pods.node;

import io.github.multusnodes.pods.plan.Refusal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An address that could not be brought to its place; it is left alone for a while.
 *
 * @param uids of the pods that have it: others begin anew
 * @param failures so far
 * @param next when to look again
 * @param alone whether EC2 has refused a call with it, so that it must not spoil another one
 */
record Trouble(
        Set<String> uids, int failures, Instant next, boolean alone, Optional<Refusal> refusal) {

    Trouble {
        uids = Set.copyOf(uids);
    }

    /** With another moment of the next look. */
    Trouble at(Instant other) {
        return new Trouble(uids, failures, other, alone, refusal);
    }
}
