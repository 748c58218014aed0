package io.github.multusnodes.pods.stage;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.port.NodePods;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The pods of a cluster, which a test changes. Lists have them as they are; watches hear of each
 * change after a while, and of some only with the next one or when they begin anew.
 */
public final class ClusterPods {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LISTING = Duration.ofMillis(60);

    /** What was not heard is heard when the watch ends and begins anew. */
    private static final Duration WATCH = Duration.ofSeconds(60);

    private final Time time;
    private final Random chance;
    private final Duration mostLag;
    private final double dropped;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private boolean away;

    /**
     * @param mostLag of watches
     * @param dropped the share of changes that a watch does not hear of
     */
    public ClusterPods(Time time, long seed, Duration mostLag, double dropped) {
        this.time = time;
        this.chance = new Random(seed);
        this.mostLag = mostLag;
        this.dropped = dropped;
    }

    private record Version(Instant heardFrom, List<NodePod> pods) {}

    /** Whether the API server does not answer. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** Adds a pod to a node, or changes it. */
    public void put(int node, NodePod pod) {
        List<NodePod> pods = new ArrayList<>(on(node));
        pods.removeIf(its -> its.uid().equals(pod.uid()));
        pods.add(pod);
        node(node).change(pods);
    }

    /** Takes a pod from a node. */
    public void remove(int node, String uid) {
        List<NodePod> pods = new ArrayList<>(on(node));
        pods.removeIf(its -> its.uid().equals(uid));
        node(node).change(pods);
    }

    /** The pods of a node as they are. */
    public List<NodePod> on(int node) {
        return node(node).versions.getLast().pods();
    }

    /** What an agent that begins now sees of a node. */
    public NodePods watch(int node) {
        node(node).listed();
        return node(node);
    }

    private Node node(int node) {
        return nodes.computeIfAbsent(node, _ -> new Node());
    }

    private final class Node implements NodePods {
        private final List<Version> versions = new ArrayList<>();
        private Version last = new Version(Instant.MIN, List.of());

        Node() {
            versions.add(last);
        }

        void change(List<NodePod> pods) {
            Duration lag =
                    chance.nextDouble() < dropped
                            ? WATCH
                            : Duration.ofNanos((long) (chance.nextDouble() * mostLag.toNanos()));
            Instant from = time.now().plus(lag);
            versions.replaceAll(
                    its -> its.heardFrom().isAfter(from) ? new Version(from, its.pods()) : its);
            versions.add(new Version(from, List.copyOf(pods)));
            while (versions.size() > 1 && !versions.get(1).heardFrom().isAfter(time.now())) {
                versions.removeFirst();
            }
        }

        void listed() {
            List<NodePod> pods = versions.getLast().pods();
            versions.clear();
            versions.add(new Version(time.now(), pods));
        }

        @Override
        public List<NodePod> heard() {
            last = current();
            return last.pods();
        }

        private Version current() {
            return versions.stream()
                    .filter(its -> !its.heardFrom().isAfter(time.now()))
                    .reduce((_, later) -> later)
                    .orElseThrow();
        }

        @Override
        public List<NodePod> list() {
            time.pause(LISTING.dividedBy(2));
            if (away) {
                throw new ClusterFailure(
                        ClusterFailure.Kind.UNREACHABLE, "GET /api/v1/pods", "timeout");
            }
            List<NodePod> pods = on(this);
            time.pause(LISTING.dividedBy(2));
            return pods;
        }

        private static List<NodePod> on(Node node) {
            return node.versions.getLast().pods();
        }

        @Override
        public void awaitChange(Duration most) {
            Instant end = time.now().plus(most);
            while (time.now().isBefore(end) && current().pods().equals(last.pods())) {
                Duration left = Duration.between(time.now(), end);
                time.pause(left.compareTo(POLL) < 0 ? left : POLL);
            }
        }
    }
}
