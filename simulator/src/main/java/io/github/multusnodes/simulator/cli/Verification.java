package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.state.ec2.Ip;

import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Holds what is there against what was asked for. */
final class Verification {

    private static final String NAME = "Name";

    private final Demo demo;
    private final Inventory inventory;
    private final UnaryOperator<String> nodeName;
    private final Aftermath wanted;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param nodeName gives the name that people call an instance by
     */
    Verification(Demo demo, Inventory inventory, UnaryOperator<String> nodeName, Aftermath wanted) {
        this.wanted = wanted;
        this.demo = demo;
        this.inventory = inventory;
        this.nodeName = nodeName;
    }

    /** What is wrong, each with the thing, what it is and what it should be. */
    List<String> problems() {
        problems.clear();
        nodes();
        strays();
        AddressCheck check =
                new AddressCheck(
                        demo, inventory, new Maps(demo, inventory, nodeName), wanted.gaps());
        PrefixCheck prefixes = new PrefixCheck(demo, inventory);
        for (Demo.Subnet subnet : demo.subnets()) {
            for (Block block : subnet.blocks()) {
                check.problem(subnet, block).ifPresent(problems::add);
                problems.addAll(prefixes.problems(subnet, block));
            }
        }
        return List.copyOf(problems);
    }

    /** What was checked, for people. */
    String checked() {
        DemoPlan plan = demo.plan();
        if (plan.nodes() == 0) {
            return "the group is empty, as asked for, and no interface was made";
        }
        return ("%s InService, each with its %s attached at the configured device index; tags,"
                        + " deleteOnTermination, source/dest check and security group are as"
                        + " configured; "
                        + plan.addressing().checked())
                .formatted(
                        DemoPlan.count(wanted.nodes(plan), "node"),
                        DemoPlan.count(plan.networks(), "interface"),
                        DemoPlan.count(demo.subnets().size(), "network subnet"));
    }

    private void nodes() {
        expect("the group", "nodes", inventory.members().size(), wanted.nodes(demo.plan()));
        for (Instance member : inventory.members()) {
            String name = nodeName.apply(member.instanceId());
            expect(name, "lifecycle state", member.lifecycleStateAsString(), Story.IN_SERVICE);
            for (int network = 0; network < demo.plan().networks(); network++) {
                String its = demo.plan().networkNames().get(network);
                List<NetworkInterface> found = inventory.made(member.instanceId(), its);
                expect(name, "interfaces in " + its, found.size(), 1);
                for (NetworkInterface each : found) {
                    inspect(name, member, network, each);
                }
            }
        }
    }

    private void inspect(String node, Instance member, int network, NetworkInterface eni) {
        DemoPlan plan = demo.plan();
        String what = "%s (%s, %s)".formatted(eni.networkInterfaceId(), node, network(network));
        tags(what, member.instanceId(), network, eni);
        List<Ip> addresses = Inventory.addresses(eni);
        long ipv6 = addresses.stream().filter(Ip::v6).count();
        Addressing addressing = plan.addressing();
        expect(what, "IPv4 addresses", addresses.size() - ipv6, addressing.hasIpv4() ? 1L : 0L);
        expect(what, "IPv6 addresses", ipv6, addressing.hasIpv6() ? 1L : 0L);
        for (boolean v6 : List.of(false, true)) {
            expect(
                    what,
                    v6 ? "IPv6 prefixes" : "IPv4 prefixes",
                    Inventory.prefixes(eni).stream().filter(its -> its.v6() == v6).count(),
                    (long) addressing.prefixes(network, v6));
        }
        expect(what, "sourceDestCheck", eni.sourceDestCheck(), plan.sourceDestCheck(network));
        expect(
                what,
                "subnet",
                eni.subnetId(),
                demo.subnet(network, member.availabilityZone()).id());
        expect(
                what,
                "security groups",
                eni.groups().stream().map(GroupIdentifier::groupId).toList(),
                List.of(demo.securityGroup()));
        NetworkInterfaceAttachment attachment = eni.attachment();
        if (attachment == null) {
            problems.add(what + " is not attached to anything");
            return;
        }
        expect(what, "instance", attachment.instanceId(), member.instanceId());
        expect(what, "attachment", attachment.statusAsString(), "attached");
        expect(what, "device index", attachment.deviceIndex(), plan.deviceIndex(network));
        expect(what, "network card", attachment.networkCardIndex(), 0);
        expect(what, "deleteOnTermination", attachment.deleteOnTermination(), true);
    }

    private void tags(String what, String instanceId, int network, NetworkInterface eni) {
        Map<String, String> wanted = new HashMap<>(demo.plan().tags(network));
        wanted.put("node.k8s.amazonaws.com/no_manage", "true");
        wanted.put("multus-nodes/node-group", DemoPlan.GROUP);
        wanted.put(Story.TAG_INSTANCE, instanceId);
        wanted.put(Story.TAG_NETWORK, network(network));
        wanted.forEach(
                (key, value) ->
                        expect(
                                what,
                                "tag " + key,
                                Inventory.tag(eni, key).orElse("(missing)"),
                                value));
        if (Inventory.tag(eni, NAME).orElse("").isBlank()) {
            problems.add(what + ": tag " + NAME + " is missing");
        }
        expect(
                what,
                "description",
                eni.description(),
                "multus-nodes %s %s %s".formatted(DemoPlan.GROUP, instanceId, network(network)));
    }

    /** Nothing of ours may be left that belongs to no node. */
    private void strays() {
        Set<String> members =
                inventory.members().stream().map(Instance::instanceId).collect(Collectors.toSet());
        for (NetworkInterface each : inventory.made()) {
            String instance = Inventory.tag(each, Story.TAG_INSTANCE).orElse("");
            if (!members.contains(instance)) {
                problems.add(
                        "%s was made for %s, which is not in the group: it is left over"
                                .formatted(each.networkInterfaceId(), nodeName.apply(instance)));
            }
        }
    }

    private String network(int network) {
        return demo.plan().networkNames().get(network);
    }

    private void expect(String what, String property, Object found, Object wanted) {
        if (!Objects.equals(found, wanted)) {
            problems.add("%s: %s is %s, should be %s".formatted(what, property, found, wanted));
        }
    }
}
