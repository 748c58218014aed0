package io.github.multusnodes.pods.kernel;

import java.time.Duration;

/** What wakes whoever waits for a change. */
sealed interface Notices permits RouteSocket, Interval {

    /**
     * Waits until there may be a change, for so long at most.
     *
     * @return whether there may be one
     */
    boolean await(Duration most);
}
