package io.github.multusnodes.simulator.state.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes. For one thread: callers hold the world's lock. */
public final class Nodes {

    private final Revision revision;
    private final Map<String, Node> byName = new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    Nodes(Revision revision) {
        this.revision = revision;
    }

    /** All nodes, oldest first. */
    public List<Node> all() {
        return List.copyOf(byName.values());
    }

    /** The node of a name, if there is one. */
    public Optional<Node> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The node that an instance is, if it has joined. */
    public Optional<Node> ofInstance(String instanceId) {
        return all().stream()
                .filter(node -> node.providerId().endsWith("/" + instanceId))
                .findFirst();
    }

    /**
     * Changes what a client may.
     *
     * @throws Refused if there is no such node
     */
    public Node change(String name, Map<String, String> annotations, boolean unschedulable) {
        Node node = find(name).orElseThrow(() -> Refused.notFound("nodes", name));
        return put(node.with(annotations, unschedulable));
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    Node put(Node node) {
        Node changed = node.withVersion(revision.next());
        byName.put(changed.name(), changed);
        listeners.forEach(Runnable::run);
        return changed;
    }

    void remove(String name) {
        byName.remove(name);
    }
}
