package io.github.multusnodes.query;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts calls. Safe for use by several threads. */
public final class Calls {

    private final AtomicInteger made = new AtomicInteger();

    /** How many calls were made so far. */
    public int made() {
        return made.get();
    }

    void count() {
        made.incrementAndGet();
    }
}
