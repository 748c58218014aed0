package io.github.multusnodes.simulator.time;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** What came of a task: its result, or what it threw. */
record Outcome<T>(@Nullable T result, @Nullable Throwable thrown) {

    static <T> Outcome<T> of(Callable<? extends T> task) {
        try {
            return new Outcome<>(task.call(), null);
        } catch (Throwable thrown) {
            return new Outcome<>(null, thrown);
        }
    }

    /** The results of all, or the first failure with the others suppressed in it. */
    static <T> List<T> results(List<? extends @Nullable Outcome<T>> outcomes) {
        List<T> results = new ArrayList<>();
        Throwable first = null;
        for (Outcome<T> outcome : outcomes) {
            Throwable thrown = Objects.requireNonNull(outcome).thrown();
            if (thrown == null) {
                results.add(valueOf(outcome));
            } else if (first == null) {
                first = thrown;
            } else if (!thrown.equals(first)) {
                first.addSuppressed(thrown);
            }
        }
        return switch (first) {
            case null -> results;
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            default -> throw new IllegalStateException("A task failed", first);
        };
    }

    @SuppressWarnings("NullAway") // a task may answer null where T allows it
    private static <T> T valueOf(Outcome<T> outcome) {
        return outcome.result();
    }
}
