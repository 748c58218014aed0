package io.github.multusnodes.simulator.state.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What clients have told of things. For one thread: callers hold the world's lock. */
public final class Events {

    private final Evictions evictions;
    private final List<Event> all = new ArrayList<>();

    Events(Evictions evictions) {
        this.evictions = evictions;
    }

    /** All events, in the order in which they came. */
    public List<Event> all() {
        return List.copyOf(all);
    }

    /** Those about one thing. */
    public List<Event> about(String uid) {
        return all.stream().filter(event -> event.about().uid().equals(uid)).toList();
    }

    /**
     * Keeps an event.
     *
     * @throws Refused if its name is in use, its namespace ends, or it is about something elsewhere
     */
    public void add(Event event) {
        String name = event.name();
        if (!event.about().namespace().equals(event.namespace())) {
            throw Refused.invalid(
                    "Event",
                    name,
                    "involvedObject.namespace: Invalid value: \"%s\": does not match event.namespace"
                            .formatted(event.about().namespace()));
        }
        if (evictions.isTerminating(event.namespace())) {
            throw Refused.terminating("events", name, event.namespace());
        }
        if (all.stream()
                .anyMatch(
                        its ->
                                its.namespace().equals(event.namespace())
                                        && its.name().equals(name))) {
            throw Refused.alreadyExists("events", name);
        }
        all.add(event);
    }
}
