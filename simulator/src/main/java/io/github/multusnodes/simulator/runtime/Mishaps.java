package io.github.multusnodes.simulator.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The script of mishaps: which events meet which. Safe for use by several threads. */
public final class Mishaps {

    private final List<Entry> entries = new ArrayList<>();
    private final Random random;

    /**
     * No mishap, until one is added.
     *
     * @param seed of everything that is left to chance
     */
    public Mishaps(long seed) {
        this.random = new Random(seed);
    }

    /** The next event that the condition holds for meets the mishap. */
    public Mishaps next(Predicate<Event> condition, Mishap mishap) {
        return add(new Entry(condition, mishap, 1, 1.0));
    }

    /** Every event that the condition holds for meets the mishap. */
    public Mishaps always(Predicate<Event> condition, Mishap mishap) {
        return add(new Entry(condition, mishap, Integer.MAX_VALUE, 1.0));
    }

    /**
     * Some of the events that the condition holds for meet the mishap.
     *
     * @param probability for each event, 0 to 1
     */
    public Mishaps sometimes(double probability, Predicate<Event> condition, Mishap mishap) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability is " + probability + "; 0 to 1 is allowed");
        }
        return add(new Entry(condition, mishap, Integer.MAX_VALUE, probability));
    }

    private synchronized Mishaps add(Entry entry) {
        entries.add(entry);
        return this;
    }

    /** What the event meets, if anything: the first entry that holds, and uses it up. */
    synchronized Optional<Mishap> meet(Event event) {
        for (Entry entry : entries) {
            if (entry.left > 0
                    && entry.condition.test(event)
                    && (entry.probability == 1.0 || random.nextDouble() < entry.probability)) {
                entry.left--;
                return Optional.of(entry.mishap);
            }
        }
        return Optional.empty();
    }

    private static final class Entry {
        private final Predicate<Event> condition;
        private final Mishap mishap;
        private final double probability;
        private int left;

        Entry(Predicate<Event> condition, Mishap mishap, int left, double probability) {
            this.condition = condition;
            this.mishap = mishap;
            this.left = left;
            this.probability = probability;
        }
    }
}
