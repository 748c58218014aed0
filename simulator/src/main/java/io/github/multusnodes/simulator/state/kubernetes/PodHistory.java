package io.github.multusnodes.simulator.state.kubernetes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The latest changes of pods, and who hears of the next ones. For one thread: callers hold the
 * world's lock.
 */
public final class PodHistory {

    /** Who is told of each change as it happens. */
    public interface Watcher {

        /** A pod has changed. */
        void changed(PodChange change);

        /** The history is gone: no more is told. */
        void expired(Refused why);
    }

    private static final int USUAL_LENGTH = 10_000;

    private final Revision revision;
    private final Deque<PodChange> changes = new ArrayDeque<>();
    private final Set<Watcher> watchers = new LinkedHashSet<>();
    private int length = USUAL_LENGTH;
    private long forgotten;
    private boolean byStatus;

    PodHistory(Revision revision) {
        this.revision = revision;
    }

    /**
     * How many changes are remembered from now on.
     *
     * @param changes zero or more
     */
    public void keep(int changes) {
        length = changes;
        forgetTheOldest();
    }

    /** Forgets every change: watches that run are told so and end, older versions are refused. */
    public void expire() {
        long newest = revision.last();
        changes.clear();
        forgotten = revision.next();
        List<Watcher> told = List.copyOf(watchers);
        watchers.clear();
        told.forEach(watcher -> watcher.expired(Refused.expired(newest, forgotten)));
    }

    /**
     * Whether a watch from a version that is forgotten is refused by the status of its answer, and
     * not by an event in it, as the API server does it as a rule.
     */
    public void refuseByStatus(boolean status) {
        byStatus = status;
    }

    /** How such a watch is refused. */
    public boolean refusesByStatus() {
        return byStatus;
    }

    /** The version of the last change in the cluster. */
    public long version() {
        return revision.last();
    }

    /**
     * The changes after a version, oldest first.
     *
     * @throws Refused if some of them are forgotten, or the version is still to come
     */
    public List<PodChange> since(long version) {
        requireKnown(version);
        List<PodChange> later = new ArrayList<>();
        Iterator<PodChange> latest = changes.descendingIterator();
        while (latest.hasNext()) {
            PodChange change = latest.next();
            if (change.version() <= version) {
                break;
            }
            later.addFirst(change);
        }
        return later;
    }

    /**
     * Whether a version is one from which can be told what came after.
     *
     * @throws Refused if it is not
     */
    public void requireKnown(long version) {
        if (version < forgotten) {
            throw Refused.expired(version, forgotten);
        }
        requirePast(version);
    }

    /**
     * Whether a version is one that the cluster has had.
     *
     * @throws Refused if it is still to come
     */
    public void requirePast(long version) {
        if (version > revision.last()) {
            throw Refused.notModelled(
                    "the resourceVersion '%d', which is still to come (the last is %d),"
                            .formatted(version, revision.last()));
        }
    }

    /** Has every change told from now on. */
    public void follow(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Has no more told. */
    public void unfollow(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Counts a change; one of a pod that is bound to no node is not told. */
    Pod add(PodChange.Kind kind, Pod pod) {
        Pod changed = pod.withVersion(revision.next());
        if (pod.node().isPresent()) {
            PodChange change = new PodChange(kind, changed);
            changes.addLast(change);
            forgetTheOldest();
            List.copyOf(watchers).forEach(watcher -> watcher.changed(change));
        }
        return changed;
    }

    private void forgetTheOldest() {
        while (changes.size() > length) {
            forgotten = changes.removeFirst().version();
        }
    }
}
