package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.report.SubnetMap;
import io.github.multusnodes.simulator.report.SubnetMap.Mark;
import io.github.multusnodes.simulator.report.Use;
import io.github.multusnodes.simulator.state.ec2.Ip;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps of the demo's subnets. */
final class Maps {

    private final Demo demo;
    private final Inventory inventory;
    private final UnaryOperator<String> nodeName;

    /**
     * @param nodeName gives the name that people call an instance by
     */
    Maps(Demo demo, Inventory inventory, UnaryOperator<String> nodeName) {
        this.demo = demo;
        this.inventory = inventory;
        this.nodeName = nodeName;
    }

    /** Every subnet: the networks' and then the nodes' own. */
    List<SubnetMap> all() {
        return Stream.concat(demo.subnets().stream(), demo.nodeSubnets().stream())
                .flatMap(
                        subnet ->
                                subnet.blocks().stream()
                                        .map(block -> map(subnet, block, inventory.in(subnet))))
                .toList();
    }

    /** A block of a network's subnet as it was before the function made anything. */
    SubnetMap before(Demo.Subnet subnet, Block block) {
        List<NetworkInterface> others = new ArrayList<>(inventory.in(subnet));
        others.removeAll(inventory.made());
        return map(subnet, block, others);
    }

    private SubnetMap map(Demo.Subnet subnet, Block block, List<NetworkInterface> interfaces) {
        List<Mark> marks = new ArrayList<>();
        String title = "nodes";
        if (subnet.network() != Demo.NODES) {
            title = demo.plan().networkNames().get(subnet.network());
            marks.add(new Mark(demo.plan().pods(block), Use.PODS, "pod range"));
        }
        for (Block reservation : inventory.reservations().getOrDefault(subnet.id(), List.of())) {
            String label = "CIDR reservation " + reservation;
            marks.add(new Mark(reservation, Use.CIDR_RESERVATION, label));
        }
        for (NetworkInterface each : interfaces) {
            for (Ip address : Inventory.addresses(each)) {
                marks.add(mark(each, Block.parse(address.toString())));
            }
            for (Block prefix : Inventory.prefixes(each)) {
                String label = prefix + ": " + mark(each, prefix).label();
                marks.add(new Mark(prefix, Use.PREFIX, label));
            }
        }
        return new SubnetMap(title, subnet.id(), subnet.zone(), block, marks);
    }

    private Mark mark(NetworkInterface eni, Block address) {
        String instance = eni.attachment() == null ? "" : eni.attachment().instanceId();
        if (members().contains(instance)) {
            String label = nodeName.apply(instance) + ", " + eni.networkInterfaceId();
            return new Mark(address, Use.NODE, label);
        }
        return new Mark(address, Use.OTHER, eni.networkInterfaceId() + ": " + eni.description());
    }

    private Set<String> members() {
        return inventory.members().stream()
                .map(each -> each.instanceId())
                .collect(Collectors.toSet());
    }
}
