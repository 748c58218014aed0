package io.github.multusnodes.pods.bench;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.NodePod.Attached;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.stage.ClusterPods;
import io.github.multusnodes.pods.stage.Life;
import io.github.multusnodes.pods.stage.Lives;
import io.github.multusnodes.pods.stage.NodesStage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Pods that come and go. Every second one is a StatefulSet's: it comes again on another node with
 * its own address. The others are replaced by new ones before they go, and get the lowest free
 * address, so that addresses come again soon. Half of either kind have an address of the second
 * network too.
 */
final class Population {

    /** Pods that a node can have: its interfaces have room for a few stale addresses more. */
    private static final int MOST_ON_A_NODE = 45;

    private final NodesStage stage;
    private final ClusterPods cluster;
    private final Lives lives;
    private final Random chance;
    private final int nodes;
    private final Duration meanLife;
    private final List<TreeSet<Ip>> free = new ArrayList<>();
    private final Map<Integer, Integer> load = new HashMap<>();
    private boolean ended;
    private int created;

    Population(
            NodesStage stage,
            ClusterPods cluster,
            Lives lives,
            Random chance,
            int nodes,
            int pods,
            Duration meanLife) {
        this.stage = stage;
        this.cluster = cluster;
        this.lives = lives;
        this.chance = chance;
        this.nodes = nodes;
        this.meanLife = meanLife;
        for (int network = 0; network < NodesStage.NETWORKS.size(); network++) {
            Ip first = Ip.parse("10.0." + (network + 1) * 16 + ".0").plus(2048);
            free.add(new TreeSet<>());
            IntStream.range(0, pods).mapToObj(first::plus).forEach(free.get(network)::add);
        }
        for (int i = 0; i < pods; i++) {
            place(new Slot(i));
        }
    }

    /** What a workload keeps running: one pod at a time, or two while one replaces the other. */
    private record Slot(int number) {
        boolean isStateful() {
            return number % 2 == 0;
        }

        int networks() {
            return number % 4 < 2 ? 1 : 2;
        }
    }

    /** A pod on a node, with what it has. */
    private record Running(Slot slot, int node, NodePod pod, List<Ip> addresses, List<Life> its) {}

    /** No pod comes or goes any more but those that are just being replaced. */
    void end() {
        ended = true;
    }

    private void place(Slot slot) {
        int node = someNode();
        load.merge(node, 1, Integer::sum);
        created++;
        NodePod pod =
                new NodePod(
                        "uid-" + created,
                        "core",
                        "pod-" + slot.number(),
                        stage.time().now(),
                        new Attached.Awaited());
        cluster.put(node, pod);
        after(500 + chance.nextInt(2500), () -> tell(slot, node, pod));
    }

    private int someNode() {
        List<Integer> open =
                IntStream.rangeClosed(1, nodes)
                        .filter(node -> load.getOrDefault(node, 0) < MOST_ON_A_NODE)
                        .boxed()
                        .toList();
        return open.get(chance.nextInt(open.size()));
    }

    private void tell(Slot slot, int node, NodePod pod) {
        List<Ip> addresses =
                IntStream.range(0, slot.networks()).mapToObj(i -> address(slot, i)).toList();
        List<PodInterface> interfaces =
                IntStream.range(0, slot.networks())
                        .mapToObj(
                                i ->
                                        new PodInterface(
                                                "net" + (i + 1),
                                                Optional.empty(),
                                                Optional.of(stage.node(node).macs().get(i)),
                                                List.of(addresses.get(i))))
                        .toList();
        NodePod told =
                new NodePod(
                        pod.uid(),
                        pod.namespace(),
                        pod.name(),
                        pod.created(),
                        new Attached.Told(interfaces));
        cluster.put(node, told);
        List<Life> its =
                IntStream.range(0, slot.networks())
                        .mapToObj(
                                i ->
                                        lives.begin(
                                                pod.uid(),
                                                stage.node(node).enis().get(i),
                                                addresses.get(i).toString()))
                        .toList();
        Running running = new Running(slot, node, told, addresses, its);
        double life = -Math.log(1 - chance.nextDouble()) * meanLife.toMillis();
        after(10_000 + (long) life, () -> replace(running));
    }

    private Ip address(Slot slot, int network) {
        if (slot.isStateful()) {
            return Ip.parse("10.0." + (network + 1) * 16 + ".0").plus(1024 + slot.number());
        }
        Ip lowest = free.get(network).first();
        free.get(network).remove(lowest);
        return lowest;
    }

    private void replace(Running running) {
        if (ended) {
            return;
        }
        if (running.slot().isStateful()) {
            remove(running);
            after(1000 + chance.nextInt(2000), () -> place(running.slot()));
        } else {
            place(running.slot());
            after(2000 + chance.nextInt(8000), () -> remove(running));
        }
    }

    private void remove(Running running) {
        cluster.remove(running.node(), running.pod().uid());
        load.merge(running.node(), -1, Integer::sum);
        running.its().forEach(lives::end);
        if (!running.slot().isStateful()) {
            for (int i = 0; i < running.addresses().size(); i++) {
                free.get(i).add(running.addresses().get(i));
            }
        }
    }

    private void after(long millis, Runnable act) {
        stage.world().timeline().after(Duration.ofMillis(millis), act);
    }
}
