package io.github.multusnodes.faultrun;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleState;
import io.github.multusnodes.simulator.state.autoscaling.StateChange;
import io.github.multusnodes.simulator.state.ec2.Attachment;
import io.github.multusnodes.simulator.state.ec2.Block;
import io.github.multusnodes.simulator.state.ec2.Ip;
import io.github.multusnodes.simulator.state.ec2.NetworkInterface;
import io.github.multusnodes.stage.Grounds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is so, whatever readers see, and what is wrong with it. */
final class Truth {

    static final String NODE_GROUP = "multus-nodes/node-group";
    static final String INSTANCE = "multus-nodes/instance";
    static final String NETWORK = "multus-nodes/network";
    static final String NO_MANAGE = "node.k8s.amazonaws.com/no_manage";

    private final World<?> world;
    private final Grounds grounds;
    private final Setting setting;
    private final List<Block> forbidden;
    private final List<Block> only;
    private final List<Block> forPods;
    private final Map<String, StateChange> members = new LinkedHashMap<>();

    Truth(World<?> world, Grounds grounds, Setting setting) {
        this.world = world;
        this.grounds = grounds;
        this.setting = setting;
        this.forbidden = blocks(setting.addressing().forbidden());
        this.only = blocks(setting.addressing().only());
        this.forPods = blocks(setting.addressing().forPods());
        world.autoScaling().onTransition(this::remember);
    }

    /** The instances of a herd, with what became of them last. */
    Stream<StateChange> members(Herd herd) {
        return members.values().stream()
                .filter(member -> member.group().equals(herd.names().group()));
    }

    /** Those of them in one state. */
    List<String> membersIn(Herd herd, LifecycleState state) {
        return members(herd)
                .filter(member -> member.to() == state)
                .map(StateChange::instanceId)
                .toList();
    }

    Stream<NetworkInterface> interfaces() {
        return world.ec2().networkInterfaces().directory().all();
    }

    /** The interfaces that carry a herd's owner tag. */
    List<NetworkInterface> of(Herd herd) {
        return interfaces().filter(eni -> isOf(herd, eni)).toList();
    }

    static boolean isOf(Herd herd, NetworkInterface eni) {
        return herd.nodeGroup().equals(eni.tags().get(NODE_GROUP));
    }

    /** Interfaces of a herd that were made for instances it does not have any more. */
    List<String> leftOvers(Herd herd) {
        return of(herd).stream()
                .filter(eni -> !members.containsKey(eni.tags().getOrDefault(INSTANCE, "?")))
                .map(eni -> eni.id() + " is left of " + eni.tags().get(INSTANCE))
                .toList();
    }

    /** What a node lacks of what it should have, or has beyond it. */
    List<String> problems(Herd herd, String instanceId) {
        List<String> problems = new ArrayList<>();
        List<NetworkInterface> its =
                of(herd).stream()
                        .filter(eni -> instanceId.equals(eni.tags().get(INSTANCE)))
                        .toList();
        for (int network = 1; network <= setting.layout().networks(); network++) {
            String name = "n" + network;
            List<NetworkInterface> inNetwork =
                    its.stream().filter(eni -> name.equals(eni.tags().get(NETWORK))).toList();
            if (inNetwork.size() == 1) {
                problems.addAll(problems(herd, instanceId, network, inNetwork.getFirst()));
            } else {
                problems.add(
                        instanceId
                                + " has "
                                + inNetwork.stream().map(NetworkInterface::id).toList()
                                + " in "
                                + name);
            }
        }
        return problems;
    }

    /** What is wrong with the addresses of an interface of ours. */
    List<String> addressProblems(NetworkInterface eni) {
        List<String> problems = new ArrayList<>();
        for (Ip ip : eni.addresses().ipv4()) {
            boolean wanted = only.isEmpty() || only.stream().anyMatch(yes -> yes.contains(ip));
            if (!wanted || isForbidden(ip)) {
                problems.add(eni.id() + " has " + ip + ", which it must not have");
            }
        }
        for (Block block : eni.addresses().ipv4Prefixes()) {
            if (forPods.stream().noneMatch(yes -> yes.contains(block))) {
                problems.add(eni.id() + " has " + block + ", which it must not have");
            }
        }
        return problems;
    }

    /** Whether no interface of ours may have it as an address of its own. */
    boolean isForbidden(Ip ip) {
        return Stream.concat(forbidden.stream(), forPods.stream()).anyMatch(no -> no.contains(ip));
    }

    private List<String> problems(Herd herd, String instanceId, int network, NetworkInterface eni) {
        List<String> problems = addressProblems(eni);
        Attachment attachment = eni.attachment().orElse(null);
        if (attachment == null || !attachment.instanceId().equals(instanceId)) {
            problems.add(eni.id() + " is not on " + instanceId + " but " + attachment);
            return problems;
        }
        Consumer<String> wrong = what -> problems.add(eni.id() + " on " + instanceId + ": " + what);
        if (attachment.deviceIndex() != network || attachment.networkCardIndex() != 0) {
            wrong.accept("sits at " + attachment.deviceIndex() + ", not at " + network);
        }
        if (attachment.status() == Attachment.Status.DETACHING) {
            wrong.accept("is being detached");
        }
        if (!attachment.deleteOnTermination()) {
            wrong.accept("would outlive it");
        }
        if (eni.sourceDestCheck()) {
            wrong.accept("has its source/destination check");
        }
        if (!"true".equals(eni.tags().get(NO_MANAGE))) {
            wrong.accept("is not tagged " + NO_MANAGE);
        }
        if (!eni.groups().equals(List.of(grounds.securityGroup()))) {
            wrong.accept("has groups " + eni.groups());
        }
        String description = "multus-nodes " + herd.nodeGroup() + " " + instanceId + " n" + network;
        if (!eni.description().equals(description)) {
            wrong.accept("is called '" + eni.description() + "'");
        }
        if (!grounds.networkSubnets().get(network - 1).contains(eni.subnetId())) {
            wrong.accept("is in " + eni.subnetId());
        }
        counts(eni).entrySet().stream()
                .filter(count -> !count.getValue().equals(wanted().get(count.getKey())))
                .forEach(count -> wrong.accept("has " + count));
        return problems;
    }

    private static Map<String, Integer> counts(NetworkInterface eni) {
        return Map.of(
                "IPv4 addresses", eni.addresses().ipv4().size(),
                "IPv4 prefixes", eni.addresses().ipv4Prefixes().size(),
                "IPv6 addresses", eni.addresses().ipv6().size(),
                "IPv6 prefixes", eni.addresses().ipv6Prefixes().size());
    }

    private Map<String, Integer> wanted() {
        return Map.of(
                "IPv4 addresses",
                1,
                "IPv4 prefixes",
                setting.layout().podPrefixes().equals("{}") ? 0 : 1,
                "IPv6 addresses",
                setting.layout().ipv6().contains("none") ? 0 : 1,
                "IPv6 prefixes",
                0);
    }

    private void remember(StateChange change) {
        switch (change.to()) {
            case TERMINATED, WARMED_TERMINATED -> members.remove(change.instanceId());
            default -> members.put(change.instanceId(), change);
        }
    }

    private static List<Block> blocks(List<String> texts) {
        return texts.stream().map(text -> Block.parse(text).orElseThrow()).toList();
    }
}
