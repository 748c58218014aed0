package io.github.multusnodes.pods.agent;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.NodePod.Attached;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.AgentProcess;
import io.github.multusnodes.pods.stage.ClusterPods;
import io.github.multusnodes.pods.stage.Life;
import io.github.multusnodes.pods.stage.Lives;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.scenario.Scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Nodes with agents, and pods that come and go. */
final class Site {

    static final Duration LAG = Duration.ofSeconds(2);
    static final Rules MOVING = new Rules(true, Map.of(Family.IPV4, 15, Family.IPV6, 15));
    static final List<Cidr> RANGES = List.of(Cidr.parse("10.0.1.96/27"));

    private final NodesStage stage;
    private final ClusterPods cluster;
    private final List<AgentProcess> agents;
    private final Lives lives;
    private final Map<String, List<Life>> living = new HashMap<>();
    private int created;

    Site() {
        this(2, MOVING, RANGES);
    }

    Site(int nodes, Rules rules, List<Cidr> ranges) {
        this(
                NodesStage.open(Scenario.realistic().withMetadataLag(LAG), nodes),
                nodes,
                Terms.usual(rules, ranges));
    }

    Site(NodesStage stage, int nodes, Terms terms) {
        this(stage, nodes, terms, new ClusterPods(stage.time(), 7, Duration.ofMillis(300), 0));
    }

    Site(NodesStage stage, int nodes, Terms terms, ClusterPods cluster) {
        this.stage = stage;
        this.cluster = cluster;
        this.lives = new Lives(stage);
        this.agents =
                Stream.iterate(1, i -> i + 1)
                        .limit(nodes)
                        .map(i -> new AgentProcess(stage, cluster, i, terms))
                        .toList();
    }

    NodesStage stage() {
        return stage;
    }

    ClusterPods cluster() {
        return cluster;
    }

    /** The addresses of all pods that Multus has told of. */
    Lives lives() {
        return lives;
    }

    AgentProcess agent(int node) {
        return agents.get(node - 1);
    }

    /** Starts an agent on each node, and lets them look around. */
    Site started() {
        agents.forEach(AgentProcess::start);
        return after(Duration.ofSeconds(20));
    }

    /** Lets time pass. */
    Site after(Duration time) {
        stage.time().pause(time);
        return this;
    }

    /** Lets so many seconds pass. */
    Site after(int seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    /** A pod that Multus has not given its interfaces yet. */
    NodePod awaited(int node, String name) {
        created++;
        NodePod pod =
                new NodePod(
                        name + "-" + created,
                        "core",
                        name,
                        stage.time().now(),
                        new Attached.Awaited());
        cluster.put(node, pod);
        return pod;
    }

    /** A pod with an ipvlan of the node's interface in a network. */
    NodePod pod(int node, String name, String network, String... addresses) {
        return told(node, awaited(node, name), ipvlan(node, network, addresses));
    }

    /** Lets Multus tell of a pod's interfaces. */
    NodePod told(int node, NodePod pod, PodInterface... interfaces) {
        List<Life> its = living.computeIfAbsent(pod.uid(), _ -> new ArrayList<>());
        for (PodInterface each : interfaces) {
            int place = stage.node(node).macs().indexOf(each.mac().orElse(""));
            if (place >= 0) {
                String eni = stage.node(node).enis().get(place);
                each.addresses().forEach(ip -> its.add(lives.begin(pod.uid(), eni, ip.toString())));
            }
        }
        return put(node, pod, new Attached.Told(List.of(interfaces)));
    }

    NodePod put(int node, NodePod pod, Attached attached) {
        NodePod its = new NodePod(pod.uid(), pod.namespace(), pod.name(), pod.created(), attached);
        cluster.put(node, its);
        return its;
    }

    PodInterface ipvlan(int node, String network, String... addresses) {
        int place = NodesStage.NETWORKS.indexOf(network);
        return new PodInterface(
                "net" + (place + 1),
                Optional.empty(),
                Optional.of(stage.node(node).macs().get(place)),
                Stream.of(addresses).map(Ip::parse).toList());
    }

    void end(int node, NodePod pod) {
        cluster.remove(node, pod.uid());
        living.getOrDefault(pod.uid(), List.of()).forEach(lives::end);
    }

    /** The node's interface in a network. */
    String eni(int node, String network) {
        return stage.node(node).enis().get(NodesStage.NETWORKS.indexOf(network));
    }

    /** The secondary addresses of that, as they are. */
    List<String> held(int node, String network) {
        return stage.addresses(eni(node, network)).stream().skip(1).toList();
    }

    /** Puts an address on an interface by hand. */
    void assign(String eni, String address) {
        stage.ec2()
                .assignPrivateIpAddresses(
                        r ->
                                r.networkInterfaceId(eni)
                                        .privateIpAddresses(address)
                                        .allowReassignment(true));
    }

    /** An IPv6 address of a network's subnet. */
    String ipv6(String network, int place) {
        return stage.ipv6(network, place);
    }
}
