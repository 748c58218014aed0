package io.github.multusnodes.reconcile;

import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Works through things a few at a time. Each has its share of the time that is left, so that some
 * that take for ever do not keep the others from their turn.
 */
final class Lanes {

    private static final int MOST = 10;

    /** With less time than this nothing is begun. */
    private static final Duration LEAST = Duration.ofSeconds(15);

    private final Time time;

    Lanes(Time time) {
        this.time = time;
    }

    /**
     * Works through all.
     *
     * @param end when all of it must have ended
     * @param work on one thing until a moment; must not throw
     * @param left what becomes of a thing for which no time is left
     */
    <T, R> List<R> each(
            List<T> things, Instant end, BiFunction<T, Instant, R> work, Function<T, R> left) {
        Deque<T> waiting = new ArrayDeque<>(things);
        List<Callable<List<R>>> lanes =
                IntStream.range(0, Math.min(MOST, things.size()))
                        .<Callable<List<R>>>mapToObj(_ -> () -> lane(waiting, end, work, left))
                        .toList();
        return time.<List<R>>together(lanes).stream().flatMap(List::stream).toList();
    }

    private <T, R> List<R> lane(
            Deque<T> waiting, Instant end, BiFunction<T, Instant, R> work, Function<T, R> left) {
        List<R> results = new ArrayList<>();
        for (Optional<Turn<T>> turn = next(waiting, end);
                turn.isPresent();
                turn = next(waiting, end)) {
            T thing = turn.get().thing();
            Instant until = turn.get().until();
            results.add(
                    until.isBefore(time.now().plus(LEAST))
                            ? left.apply(thing)
                            : work.apply(thing, until));
        }
        return results;
    }

    private <T> Optional<Turn<T>> next(Deque<T> waiting, Instant end) {
        synchronized (waiting) {
            int rounds = (waiting.size() + MOST - 1) / MOST;
            return Optional.ofNullable(waiting.poll())
                    .map(thing -> new Turn<>(thing, share(end, rounds)));
        }
    }

    private Instant share(Instant end, int rounds) {
        Instant now = time.now();
        Instant until = now.plus(Duration.between(now, end).dividedBy(rounds));
        Instant least = now.plus(LEAST);
        Instant longer = until.isBefore(least) ? least : until;
        return longer.isBefore(end) ? longer : end;
    }

    /** A thing, and until when it may take. */
    private record Turn<T>(T thing, Instant until) {}
}
