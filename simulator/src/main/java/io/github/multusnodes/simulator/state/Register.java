package io.github.multusnodes.simulator.state;

import io.github.multusnodes.simulator.time.Timeline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Things by id, as they are and as API readers see them. EC2 is eventually consistent: a change is
 * seen only some time after it was made ("Eventual consistency in the Amazon EC2 API"). Values are
 * immutable; a change puts a new one.
 *
 * @param <V> the kind of thing
 */
public final class Register<V> {

    private final Timeline timeline;
    private final Supplier<Duration> lag;
    private final Map<String, Deque<Version<V>>> histories = new LinkedHashMap<>();

    /**
     * @param lag how long the next change stays unseen; zero makes the register consistent
     */
    public Register(Timeline timeline, Supplier<Duration> lag) {
        this.timeline = timeline;
        this.lag = lag;
    }

    /** Sets what a thing is from now on. */
    public void put(String id, V value) {
        write(id, value);
    }

    /** Ends a thing; readers may see it a while longer. */
    public void remove(String id) {
        if (find(id).isPresent()) {
            write(id, null);
        }
    }

    /** The thing as it is. */
    public Optional<V> find(String id) {
        Deque<Version<V>> history = histories.get(id);
        return history == null ? Optional.empty() : Optional.ofNullable(history.getLast().value());
    }

    /** All things as they are, oldest first. */
    public Stream<V> all() {
        return histories.values().stream()
                .flatMap(history -> Stream.ofNullable(history.getLast().value()));
    }

    /** The thing as a reader sees it now. */
    public Optional<V> seen(String id) {
        Deque<Version<V>> history = histories.get(id);
        return history == null ? Optional.empty() : Optional.ofNullable(visible(history));
    }

    /** All things as a reader sees them now, oldest first. */
    public Stream<V> allSeen() {
        return histories.values().stream().flatMap(history -> Stream.ofNullable(visible(history)));
    }

    private void write(String id, @Nullable V value) {
        Deque<Version<V>> history = histories.computeIfAbsent(id, _ -> new ArrayDeque<>());
        Instant now = timeline.now();
        Instant seenFrom = now.plus(lag.get());
        Version<V> last = history.peekLast();
        if (last != null && last.seenFrom().isAfter(seenFrom)) {
            seenFrom = last.seenFrom();
        }
        forgetOutdated(history, now);
        history.addLast(new Version<>(seenFrom, value));
        if (value == null && !seenFrom.isAfter(now)) {
            histories.remove(id);
        }
    }

    private static <V> void forgetOutdated(Deque<Version<V>> history, Instant now) {
        while (history.size() > 1) {
            Version<V> oldest = history.removeFirst();
            if (history.getFirst().seenFrom().isAfter(now)) {
                history.addFirst(oldest);
                return;
            }
        }
    }

    private @Nullable V visible(Deque<Version<V>> history) {
        Instant now = timeline.now();
        V value = null;
        for (Version<V> version : history) {
            if (version.seenFrom().isAfter(now)) {
                break;
            }
            value = version.value();
        }
        return value;
    }

    private record Version<V>(Instant seenFrom, @Nullable V value) {}
}
