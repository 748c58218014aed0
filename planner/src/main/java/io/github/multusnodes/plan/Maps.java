package io.github.multusnodes.plan;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressMode;
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
import java.util.stream.Stream;

/** Maps of planned subnets. */
final class Maps {

    private Maps() {}

    /** A map of a subnet for each of its families. */
    static List<SubnetMap> of(SubnetPlan plan) {
        Subnet subnet = plan.ground().subnet();
        return Stream.of(Family.values())
                .flatMap(family -> subnet.block(family).stream())
                .map(
                        block ->
                                new SubnetMap(
                                        title(plan.ground()),
                                        subnet.id(),
                                        subnet.zone(),
                                        Block.parse(block.toString()),
                                        marks(plan, block.family())))
                .toList();
    }

    /** The names of the networks that use a subnet. */
    static String title(Ground ground) {
        return ground.networks().stream().map(Network::name).collect(joining(", "));
    }

    private static List<Mark> marks(SubnetPlan plan, Family family) {
        List<Mark> marks = new ArrayList<>();
        Ground ground = plan.ground();
        for (Network network : ground.networks()) {
            ground.podRanges(network, family).forEach(range -> mark(marks, range, Use.PODS));
            ground.prefixSources(network, family).forEach(range -> mark(marks, range, Use.PODS));
        }
        ground.reservations().forEach(its -> mark(marks, its.cidr(), Use.CIDR_RESERVATION));
        for (Eni eni : ground.interfaces()) {
            Use use = Tags.networkOf(eni).isPresent() ? Use.NODE : Use.OTHER;
            eni.addresses().forEach(address -> mark(marks, address, use));
            eni.prefixes().forEach(prefix -> mark(marks, prefix, Use.PREFIX));
        }
        for (Map<Network, Share> node : plan.next()) {
            node.forEach((network, share) -> marks.addAll(next(network, share)));
        }
        return marks.stream().filter(mark -> mark.block().v6() == (family == Family.IPV6)).toList();
    }

    /** In mode {@code auto} nobody knows the address before. */
    private static List<Mark> next(Network network, Share share) {
        List<Mark> marks = new ArrayList<>();
        share.addresses()
                .forEach(
                        (family, address) -> {
                            if (!(network.mode(family) instanceof AddressMode.Auto)) {
                                mark(marks, address, Use.NEXT);
                            }
                        });
        share.prefixes().forEach(prefix -> mark(marks, prefix, Use.NEXT_PREFIX));
        return marks;
    }

    private static void mark(List<Mark> marks, Ip address, Use use) {
        mark(marks, new Cidr(address, address.family().bits()), use);
    }

    private static void mark(List<Mark> marks, Cidr range, Use use) {
        marks.add(new Mark(Block.parse(range.toString()), use, use.label()));
    }
}
