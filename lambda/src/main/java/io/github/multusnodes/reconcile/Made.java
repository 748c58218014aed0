package io.github.multusnodes.reconcile;

import java.util.HashSet;
import java.util.Set;

/**
 * The ids of the interfaces that a run has made: EC2 lists them only later ("Eventual consistency
 * in the Amazon EC2 API"). Safe for use by several threads.
 */
final class Made {

    private final Set<String> ids = new HashSet<>();

    synchronized void add(String id) {
        ids.add(id);
    }

    /** It is deleted. */
    synchronized void remove(String id) {
        ids.remove(id);
    }

    synchronized Set<String> ids() {
        return Set.copyOf(ids);
    }
}
