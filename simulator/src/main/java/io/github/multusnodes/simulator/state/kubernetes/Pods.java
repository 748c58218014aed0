package io.github.multusnodes.simulator.state.kubernetes;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods, how they start, end and come again. For one thread: callers hold the world's lock. */
public final class Pods {

    private final Schedule schedule;
    private final Ids ids;
    private final Nodes nodes;
    private final PodHistory history;
    private final Multus multus;
    private final Kubelets kubelets;
    private final Map<String, Pod> byKey = new LinkedHashMap<>();
    private int numbers;

    Pods(Schedule schedule, Ids ids, Nodes nodes, PodHistory history, Multus multus) {
        this.schedule = schedule;
        this.ids = ids;
        this.nodes = nodes;
        this.history = history;
        this.multus = multus;
        this.kubelets = new Kubelets(schedule, nodes, multus, this);
    }

    /** From now on pods take so long from when they have their interfaces until they run. */
    public void startAfter(Duration duration) {
        kubelets.startAfter(duration);
    }

    /** All pods, oldest first. */
    public List<Pod> all() {
        return List.copyOf(byKey.values());
    }

    /** The pods that are bound to a node. */
    public List<Pod> on(String node) {
        return all().stream().filter(pod -> pod.node().filter(node::equals).isPresent()).toList();
    }

    /** The pod of a name, if there is one. */
    public Optional<Pod> find(String namespace, String name) {
        return Optional.ofNullable(byKey.get(namespace + "/" + name));
    }

    /**
     * Puts a pod that nothing owns onto a node: a running one, unless it waits for Multus.
     *
     * @throws IllegalArgumentException if there is a pod of that name
     */
    public Pod run(String namespace, String name, PodTemplate template, String node) {
        return run(pod(namespace, name, template, Optional.empty()).on(node));
    }

    /** Puts a pod of a workload onto a node, likewise. */
    public Pod run(Workload owner, String node) {
        return run(next(owner).on(node));
    }

    /**
     * Sets the phase of a pod, as when its containers have ended.
     *
     * @throws IllegalArgumentException if there is no such pod
     */
    public void enter(Pod.Phase phase, Pod pod) {
        put(require(pod.uid()).in(phase));
    }

    /**
     * Sets an annotation of a pod.
     *
     * @throws IllegalArgumentException if there is no such pod
     */
    public void annotate(String uid, String key, String value) {
        Pod pod = require(uid);
        Map<String, String> annotations = new HashMap<>(pod.annotations());
        annotations.put(key, value);
        put(pod.annotated(annotations));
    }

    /**
     * Takes an annotation from a pod.
     *
     * @throws IllegalArgumentException if there is no such pod
     */
    public void unannotate(String uid, String key) {
        Pod pod = require(uid);
        Map<String, String> annotations = new HashMap<>(pod.annotations());
        annotations.remove(key);
        put(pod.annotated(annotations));
    }

    /**
     * Asks a pod to end; asked again, its grace period can only become shorter.
     *
     * @param grace zero removes it at once, whatever its kubelet does
     */
    void end(Pod pod, Duration grace) {
        Instant end = schedule.now().plus(grace);
        if (grace.isZero() || pod.node().isEmpty() || pod.isFinished()) {
            remove(pod.uid());
            return;
        }
        if (pod.deletionTimestamp().filter(earlier -> !earlier.isAfter(end)).isPresent()) {
            return;
        }
        boolean first = pod.deletionTimestamp().isEmpty();
        put(pod.endingBy(end));
        kubelets.end(pod, grace);
        if (first) {
            pod.owner()
                    .filter(owner -> owner.kind() == Workload.Kind.REPLICA_SET)
                    .ifPresent(owner -> recreate(next(owner)));
        }
    }

    /** Removes a pod, and has its owner make another where it does. */
    void remove(String uid) {
        Optional<Pod> found = withUid(uid);
        if (found.isEmpty()) {
            return;
        }
        Pod pod = found.get();
        byKey.remove(pod.key());
        history.add(PodChange.Kind.DELETED, pod);
        if (pod.owner().isEmpty()) {
            return;
        }
        switch (pod.owner().get().kind()) {
            case REPLICA_SET -> {
                if (pod.deletionTimestamp().isEmpty()) {
                    recreate(next(pod.owner().get()));
                }
            }
            case STATEFUL_SET ->
                    recreate(pod(pod.namespace(), pod.name(), pod.template(), pod.owner()));
            case DAEMON_SET ->
                    pod.node()
                            .filter(node -> nodes.find(node).isPresent())
                            .ifPresent(node -> bind(put(next(pod.owner().get())), node));
        }
    }

    /** Binds waiting pods to nodes that take them, the emptiest first. */
    void placeWaiting() {
        for (Pod pod : all()) {
            if (pod.node().isEmpty()) {
                nodes.all().stream()
                        .filter(Node::takesPods)
                        .map(Node::name)
                        .min((a, b) -> Integer.compare(on(a).size(), on(b).size()))
                        .ifPresent(node -> bind(pod, node));
            }
        }
    }

    /** Has a kubelet that answers again do what was asked of it meanwhile. */
    void resumeOn(String node) {
        kubelets.resumeOn(node);
    }

    private Pod run(Pod pod) {
        if (byKey.containsKey(pod.key())) {
            throw new IllegalArgumentException("There is a pod " + pod.key() + " already");
        }
        if (!multus.serves(pod)) {
            return put(pod.in(Pod.Phase.RUNNING));
        }
        kubelets.begin(put(pod));
        return require(pod.uid());
    }

    private void recreate(Pod pod) {
        put(pod);
        placeWaiting();
    }

    private void bind(Pod pod, String node) {
        kubelets.begin(put(pod.on(node)));
    }

    Optional<Pod> withUid(String uid) {
        return byKey.values().stream().filter(pod -> pod.uid().equals(uid)).findFirst();
    }

    private Pod require(String uid) {
        return withUid(uid)
                .orElseThrow(() -> new IllegalArgumentException("There is no pod with UID " + uid));
    }

    private Pod next(Workload owner) {
        String name =
                owner.kind() == Workload.Kind.STATEFUL_SET
                        ? owner.name() + "-" + ordinal(owner)
                        : owner.name() + "-" + Integer.toString(++numbers, 36);
        return pod(owner.namespace(), name, owner.template(), Optional.of(owner));
    }

    private int ordinal(Workload owner) {
        int ordinal = 0;
        while (find(owner.namespace(), owner.name() + "-" + ordinal).isPresent()) {
            ordinal++;
        }
        return ordinal;
    }

    private Pod pod(String namespace, String name, PodTemplate template, Optional<Workload> owner) {
        return new Pod(
                namespace,
                name,
                ids.uuid(),
                0,
                template,
                asked(template),
                owner,
                schedule.now(),
                Pod.Phase.PENDING,
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, String> asked(PodTemplate template) {
        return template.networks().isEmpty()
                ? Map.of()
                : Map.of(Multus.NETWORKS, template.networks());
    }

    private Pod put(Pod pod) {
        boolean bound = Optional.ofNullable(byKey.get(pod.key())).flatMap(Pod::node).isPresent();
        Pod changed = history.add(bound ? PodChange.Kind.MODIFIED : PodChange.Kind.ADDED, pod);
        byKey.put(changed.key(), changed);
        return changed;
    }
}
