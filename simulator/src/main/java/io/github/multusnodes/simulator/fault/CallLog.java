package io.github.multusnodes.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every call to a world, in the order they ended. Safe for use by several threads. */
public final class CallLog {

    private final List<RecordedCall> calls = new ArrayList<>();
    private final List<Consumer<RecordedCall>> listeners = new CopyOnWriteArrayList<>();
    private long arrived;

    /** The number of the next call. */
    public synchronized long nextNumber() {
        return ++arrived;
    }

    /** Adds a call that has ended. */
    public void add(RecordedCall call) {
        synchronized (this) {
            calls.add(call);
        }
        listeners.forEach(listener -> listener.accept(call));
    }

    /** Has every call told when it has ended, in the thread it ends in. */
    public void onCall(Consumer<RecordedCall> listener) {
        listeners.add(listener);
    }

    /** All calls so far. */
    public synchronized List<RecordedCall> all() {
        return List.copyOf(calls);
    }

    /** The calls that may have changed something. */
    public List<RecordedCall> changing() {
        return all().stream().filter(recorded -> recorded.call().changes()).toList();
    }

    /** The calls of one action. */
    public List<RecordedCall> of(String action) {
        return all().stream().filter(recorded -> recorded.call().action().equals(action)).toList();
    }

    /** Forgets all calls; numbers go on. */
    public synchronized void clear() {
        calls.clear();
    }
}
