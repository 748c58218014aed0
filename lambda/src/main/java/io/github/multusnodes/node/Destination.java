package io.github.multusnodes.node;

/** Where an instance goes that leaves service. */
public enum Destination {
    /** It is terminated. */
    TERMINATION,
    /** It is kept for reuse, with its interfaces. */
    WARM_POOL
}
