package io.github.multusnodes.node;

import java.util.Comparator;

/**
 * An address that some node of the group still needs in a subnet. Their order decides who takes
 * which free address.
 */
record Demand(String instanceId, Slot slot) implements Comparable<Demand> {

    private static final Comparator<Demand> ORDER =
            Comparator.comparing(Demand::instanceId).thenComparing(Demand::slot);

    @Override
    public int compareTo(Demand other) {
        return ORDER.compare(this, other);
    }
}
