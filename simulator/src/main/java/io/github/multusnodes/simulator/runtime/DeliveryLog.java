package io.github.multusnodes.simulator.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What became of every event, in the order it happened. Safe for use by several threads. */
public final class DeliveryLog {

    private final List<InvocationRecord> invocations = new ArrayList<>();
    private final List<Throttle> throttles = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<Event> lost = new ArrayList<>();
    private final List<Event> unmatched = new ArrayList<>();
    private final List<Consumer<InvocationRecord>> listeners = new CopyOnWriteArrayList<>();

    DeliveryLog() {}

    /** Every run that is over. */
    public synchronized List<InvocationRecord> invocations() {
        return List.copyOf(invocations);
    }

    /** The runs that were over of one event. */
    public List<InvocationRecord> invocationsOf(String eventId) {
        return invocations().stream()
                .filter(record -> record.event().id().equals(eventId))
                .toList();
    }

    /** Every run that was put off. */
    public synchronized List<Throttle> throttles() {
        return List.copyOf(throttles);
    }

    /** Every event that was given up. */
    public synchronized List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** Every event that a mishap lost. */
    public synchronized List<Event> lost() {
        return List.copyOf(lost);
    }

    /** Every event that no rule matched; EventBridge drops such events. */
    public synchronized List<Event> unmatched() {
        return List.copyOf(unmatched);
    }

    /** Has every run told when it is over, in the thread it ends in. */
    public void onInvocation(Consumer<InvocationRecord> listener) {
        listeners.add(listener);
    }

    void add(InvocationRecord invocation) {
        synchronized (this) {
            invocations.add(invocation);
        }
        listeners.forEach(listener -> listener.accept(invocation));
    }

    synchronized void add(Throttle throttle) {
        throttles.add(throttle);
    }

    synchronized void add(DeadLetter letter) {
        deadLetters.add(letter);
    }

    synchronized void addLost(Event event) {
        lost.add(event);
    }

    synchronized void addUnmatched(Event event) {
        unmatched.add(event);
    }
}
