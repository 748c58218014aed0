package io.github.multusnodes.simulator.wire.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodChange;
import io.github.multusnodes.simulator.state.kubernetes.PodHistory;
import io.github.multusnodes.simulator.state.kubernetes.Refused;
import io.github.multusnodes.simulator.time.Timeline;
import io.github.multusnodes.simulator.wire.AnswerStream;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;

/** The changes of some pods as they happen: JSON, one event in each line. */
final class WatchStream implements AnswerStream, PodHistory.Watcher {

    /** How the API server keeps those informed whose pods do not change. */
    private static final Duration BETWEEN_BOOKMARKS = Duration.ofMinutes(1);

    /** One comes so long before the end, however short the watch: who goes on knows from where. */
    private static final Duration LAST_BOOKMARK = Duration.ofSeconds(2);

    private final PodHistory history;
    private final Predicate<Pod> selector;
    private final Timeline timeline;
    private final Lock world;
    private final Timeline.Bell news;
    private final Instant end;
    private final boolean bookmarks;
    private final StringBuilder unread = new StringBuilder();
    private Instant nextBookmark;
    private boolean over;
    private boolean closed;

    /** Under the world's lock, as all that adds lines. */
    WatchStream(
            PodHistory history,
            Predicate<Pod> selector,
            Timeline timeline,
            Lock world,
            Duration timeout,
            boolean bookmarks) {
        this.history = history;
        this.selector = selector;
        this.timeline = timeline;
        this.world = world;
        this.news = timeline.bell();
        this.end = timeline.now().plus(timeout);
        this.bookmarks = bookmarks;
        this.nextBookmark = bookmarkAfter(timeline.now());
    }

    /** Tells what was before, and all that comes. */
    WatchStream begin(Iterable<PodChange> before) {
        before.forEach(this::changed);
        history.follow(this);
        return this;
    }

    /** Tells nothing but that it cannot be told. */
    WatchStream refuse(Refused why) {
        expired(why);
        return this;
    }

    @Override
    public void changed(PodChange change) {
        if (selector.test(change.pod())) {
            add(change.kind().name(), KubernetesJson.pod(change.pod()));
        }
    }

    @Override
    public void expired(Refused why) {
        over = true;
        add("ERROR", KubernetesJson.failure(why));
    }

    @Override
    public Optional<String> next(Duration most) throws IOException {
        Instant limit = timeline.now().plus(most);
        while (true) {
            Instant now = timeline.now();
            Optional<String> next = take(now);
            if (next.isEmpty() || !next.get().isEmpty() || !now.isBefore(limit)) {
                return next;
            }
            news.await(Duration.between(now, earliest(limit)));
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("Nobody reads on");
            }
        }
    }

    @Override
    public void close() {
        world.lock();
        try {
            closed = true;
            history.unfollow(this);
        } finally {
            world.unlock();
        }
        news.ring();
    }

    private Optional<String> take(Instant now) throws IOException {
        world.lock();
        try {
            if (closed) {
                throw new IOException("The answer is closed");
            }
            if (bookmarks && !over && !now.isBefore(nextBookmark)) {
                add("BOOKMARK", KubernetesJson.bookmark(history.version()));
                nextBookmark = bookmarkAfter(now);
            }
            boolean ended = over || !now.isBefore(end);
            if (unread.isEmpty() && ended) {
                history.unfollow(this);
                return Optional.empty();
            }
            String lines = unread.toString();
            unread.setLength(0);
            return Optional.of(lines);
        } finally {
            world.unlock();
        }
    }

    private Instant bookmarkAfter(Instant now) {
        Instant usual = now.plus(BETWEEN_BOOKMARKS);
        Instant last = end.minus(LAST_BOOKMARK);
        return now.isBefore(last) && last.isBefore(usual) ? last : usual;
    }

    private Instant earliest(Instant limit) {
        Instant due = bookmarks && nextBookmark.isBefore(end) ? nextBookmark : end;
        return limit.isBefore(due) ? limit : due;
    }

    private void add(String type, JsonObject object) {
        unread.append(Json.object().add("type", type).add("object", object)).append('\n');
        news.ring();
    }
}
