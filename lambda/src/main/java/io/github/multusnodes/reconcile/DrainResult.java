package io.github.multusnodes.reconcile;

import java.time.Duration;
import java.util.Optional;

/** How far a drain got in one run. */
sealed interface DrainResult {

    /**
     * The node may go.
     *
     * @param took since the drain began, in whatever run; none if there was none
     */
    record Over(DrainEnd end, Optional<Duration> took) implements DrainResult {

        /** There was nothing to drain, or nothing could be. */
        Over(DrainEnd end) {
            this(end, Optional.empty());
        }
    }

    /** So many pods still have to leave: a later run goes on. */
    record Underway(int pods) implements DrainResult {}
}
