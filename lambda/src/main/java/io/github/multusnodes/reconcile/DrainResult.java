package io.github.multusnodes.reconcile;

/** How far a drain got in one run. */
sealed interface DrainResult {

    /** The node may go. */
    record Over(DrainEnd end) implements DrainResult {}

    /** So many pods still have to leave: a later run goes on. */
    record Underway(int pods) implements DrainResult {}
}
