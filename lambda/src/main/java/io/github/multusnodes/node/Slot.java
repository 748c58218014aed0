package io.github.multusnodes.node;

import java.util.Comparator;

/**
 * The place of an interface on an instance. A device index is unique only within its network card,
 * so both together are the key.
 *
 * @param networkCardIndex 0 on types with one card
 * @param deviceIndex 0 is the primary interface and never ours
 */
public record Slot(int networkCardIndex, int deviceIndex) implements Comparable<Slot> {

    private static final Comparator<Slot> BY_CARD_THEN_INDEX =
            Comparator.comparingInt(Slot::networkCardIndex).thenComparingInt(Slot::deviceIndex);

    @Override
    public int compareTo(Slot other) {
        return BY_CARD_THEN_INDEX.compare(this, other);
    }

    @Override
    public String toString() {
        return "card " + networkCardIndex + ", device index " + deviceIndex;
    }
}
