package io.github.multusnodes.simulator.runtime;

import java.time.Duration;

/** What may happen to an event on its way; delivery is at least once, best effort, unordered. */
public sealed interface Mishap {

    /** The event never arrives: Auto Scaling emits lifecycle events best effort. */
    record Lose() implements Mishap {}

    /**
     * The event arrives twice.
     *
     * @param after how much later the second time; zero means at the same moment
     */
    record Duplicate(Duration after) implements Mishap {}

    /** The event arrives later, so that others may overtake it. */
    record Delay(Duration by) implements Mishap {}

    /** The event arrives later by a random time: applied to many, it shuffles them. */
    record Scatter(Duration within) implements Mishap {}
}
