package io.github.multusnodes.faultrun;

import java.util.List;

/**
 * How a run ended.
 *
 * @param violations what did not hold
 * @param fingerprint of everything that happened: the same seed gives the same
 * @param calls how many calls were made
 * @param story what happened, in order; empty if all went well
 */
record Ending(List<String> violations, int fingerprint, int calls, List<String> story) {

    Ending {
        violations = List.copyOf(violations);
        story = List.copyOf(story);
    }

    boolean isWell() {
        return violations.isEmpty();
    }
}
