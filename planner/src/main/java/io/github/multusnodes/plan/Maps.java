package io.github.multusnodes.plan;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.report.SubnetMap;
import io.github.multusnodes.simulator.report.SubnetMap.Mark;
import io.github.multusnodes.simulator.report.Use;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps of planned subnets. */
final class Maps {

    private Maps() {}

    /** The map of a subnet; empty if it has no IPv4 block. */
    static Optional<SubnetMap> of(SubnetPlan plan) {
        Subnet subnet = plan.ground().subnet();
        return subnet.block(Family.IPV4)
                .map(
                        block ->
                                new SubnetMap(
                                        title(plan.ground()),
                                        subnet.id(),
                                        subnet.zone(),
                                        Block.parse(block.toString()),
                                        marks(plan)));
    }

    /** The names of the networks that use a subnet. */
    static String title(Ground ground) {
        return ground.networks().stream().map(Network::name).collect(joining(", "));
    }

    private static List<Mark> marks(SubnetPlan plan) {
        List<Mark> marks = new ArrayList<>();
        Ground ground = plan.ground();
        for (Network network : ground.networks()) {
            ground.podRanges(network, Family.IPV4).forEach(range -> mark(marks, range, Use.PODS));
        }
        ground.reservations().stream()
                .map(CidrReservation::cidr)
                .forEach(range -> mark(marks, range, Use.CIDR_RESERVATION));
        for (Eni eni : ground.interfaces()) {
            Use use = Tags.networkOf(eni).isPresent() ? Use.NODE : Use.OTHER;
            eni.addresses().forEach(address -> mark(marks, address, use));
            eni.prefixes().forEach(prefix -> mark(marks, prefix, Use.OTHER));
        }
        for (Map<Network, Map<Family, Ip>> node : plan.next()) {
            node.forEach(
                    (network, addresses) -> {
                        if (!(network.ipv4() instanceof AddressMode.Auto)) {
                            addresses.values().forEach(ip -> mark(marks, ip, Use.NEXT));
                        }
                    });
        }
        return marks;
    }

    private static void mark(List<Mark> marks, Ip address, Use use) {
        mark(marks, new Cidr(address, address.family().bits()), use);
    }

    private static void mark(List<Mark> marks, Cidr range, Use use) {
        if (range.family() == Family.IPV4) {
            marks.add(new Mark(Block.parse(range.toString()), use, use.label()));
        }
    }
}
