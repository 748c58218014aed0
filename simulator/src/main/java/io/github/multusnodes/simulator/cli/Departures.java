package io.github.multusnodes.simulator.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What was seen of nodes that leave, and of their pods. Safe for use by several threads. */
final class Departures {

    private final Map<String, Departure> all = new LinkedHashMap<>();

    /** An instance begins to end; these pods are on its node, by namespace and name. */
    synchronized void begin(String instanceId, String node, List<String> pods) {
        all.putIfAbsent(instanceId, new Departure(node, pods));
    }

    /** Its hook is over, and these pods are still on its node: they are cut off. */
    synchronized void proceed(String instanceId, List<String> pods) {
        of(instanceId).cutOff.addAll(pods);
    }

    /** The pod may end, as the API server says. */
    synchronized void evicted(String pod) {
        leaving(pod).map(all::get).ifPresent(its -> its.evicted.add(pod));
    }

    /** The pod's budget does not let it go yet; gives whether that is new. */
    synchronized boolean held(String pod) {
        boolean fresh = leaving(pod).map(all::get).filter(its -> its.held.add(pod)).isPresent();
        notifyAll();
        return fresh;
    }

    /** A function keeps the instance's hook waiting. */
    synchronized void heartbeat(String instanceId) {
        if (all.containsKey(instanceId)) {
            of(instanceId).heartbeats++;
        }
    }

    /** A function answers the instance's hook. */
    synchronized void answered(String instanceId, String result) {
        if (all.containsKey(instanceId)) {
            of(instanceId).answers.add(result);
        }
    }

    /**
     * The last instance that began to leave with a pod of that name on its node, if there is one.
     */
    synchronized Optional<String> leaving(String pod) {
        return all.entrySet().stream()
                .filter(each -> each.getValue().pods.contains(pod))
                .map(Map.Entry::getKey)
                .reduce((_, later) -> later);
    }

    /** The instance that is a node of the cluster and leaves, if it does. */
    synchronized Optional<String> instanceOf(String node) {
        return all.entrySet().stream()
                .filter(each -> each.getValue().node.equals(node))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The pods that were on its node when it began to leave. */
    synchronized List<String> podsOf(String instanceId) {
        return of(instanceId).pods;
    }

    /** The instances in the order in which they began to leave. */
    synchronized List<String> instances() {
        return List.copyOf(all.keySet());
    }

    /**
     * Waits until a budget has held a pod back.
     *
     * @throws RunFailed when the deadline has passed
     */
    synchronized void awaitHeld(Instant deadline) throws InterruptedException {
        while (all.values().stream().allMatch(its -> its.held.isEmpty())) {
            long left = Duration.between(Instant.now(), deadline).toMillis();
            if (left <= 0) {
                throw new RunFailed("No eviction was refused, though a budget allows none");
            }
            wait(left);
        }
    }

    /**
     * What is wrong.
     *
     * @param name gives the name that people call an instance by
     * @param wanted how many nodes should have left
     */
    synchronized List<String> problems(UnaryOperator<String> name, int wanted) {
        List<String> problems = new ArrayList<>();
        if (all.size() != wanted) {
            problems.add("nodes that left: %d, should be %d".formatted(all.size(), wanted));
        }
        all.forEach(
                (id, its) -> {
                    for (String pod : its.cutOff) {
                        problems.add(
                                "%s: pod %s was cut off: it had not ended when the node did"
                                        .formatted(name.apply(id), pod));
                    }
                    if (!its.answers.equals(List.of("CONTINUE"))) {
                        problems.add(
                                "%s: answers to its termination hook are %s, should be [CONTINUE]"
                                        .formatted(name.apply(id), its.answers));
                    }
                });
        return problems;
    }

    /** How each node left, for people. */
    synchronized List<String> told(UnaryOperator<String> name) {
        return all.entrySet().stream()
                .map(each -> name.apply(each.getKey()) + " left: " + each.getValue().told())
                .toList();
    }

    private Departure of(String instanceId) {
        return all.computeIfAbsent(instanceId, _ -> new Departure("", List.of()));
    }

    private static final class Departure {
        private final String node;
        private final List<String> pods;
        private final Set<String> held = new LinkedHashSet<>();
        private final Set<String> evicted = new LinkedHashSet<>();
        private final List<String> cutOff = new ArrayList<>();
        private final List<String> answers = new ArrayList<>();
        private int heartbeats;

        Departure(String node, List<String> pods) {
            this.node = node;
            this.pods = List.copyOf(pods);
        }

        String told() {
            String gone =
                    evicted.isEmpty()
                            ? "no pod had to leave"
                            : String.join(" and ", evicted) + " evicted, none cut off";
            String kept = heartbeats == 0 ? "" : DemoPlan.count(heartbeats, "heartbeat") + "; ";
            return gone + "; " + kept + "its hook was answered; nothing of it is left";
        }
    }
}
