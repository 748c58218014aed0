package io.github.multusnodes.simulator.state.kubernetes;

/** The cluster's count of changes, from which every {@code resourceVersion} comes. */
final class Revision {

    private long last = 1;

    /** Counts one more change. */
    long next() {
        return ++last;
    }

    /** The last change so far. */
    long last() {
        return last;
    }
}
