package io.github.multusnodes.plan;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PodPrefixes;
import io.github.multusnodes.simulator.report.SubnetMap;
import io.github.multusnodes.simulator.report.TextReport;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plan as text. */
final class PlanText {

    private final Plan plan;
    private final TextReport report;
    private final List<String> lines = new ArrayList<>();
    private final List<SubnetMap> maps = new ArrayList<>();

    private PlanText(Plan plan, boolean colours) {
        this.plan = plan;
        this.report = new TextReport(colours);
    }

    /** All of it, lines ended by newlines. */
    static String render(Plan plan, boolean colours) {
        return new PlanText(plan, colours)
                .lines().stream().map(line -> line.stripTrailing() + "\n").collect(joining());
    }

    private List<String> lines() {
        lines.add(
                "Node group %s: what the next %s of each zone would get. Nothing is changed."
                        .formatted(plan.nodeGroup(), count(plan.nodes(), "node")));
        plan.types().forEach(this::type);
        plan.subnets().forEach(this::subnet);
        lines.add("");
        if (!maps.isEmpty()) {
            lines.add(report.legend(maps));
            lines.add("");
        }
        for (Finding finding : plan.findings()) {
            lines.add((finding.stops() ? "STOPS A LAUNCH: " : "WARNING: ") + finding.text());
        }
        lines.add(
                plan.fits()
                        ? "OK: %s fit in each zone.".formatted(count(plan.nodes(), "more node"))
                        : "DOES NOT FIT: see above.");
        return lines;
    }

    private void type(InterfaceLimits type) {
        String cards =
                new TreeMap<>(type.perCard())
                        .entrySet().stream()
                                .map(card -> card.getValue() + " on card " + card.getKey())
                                .collect(joining(", "));
        lines.add(
                "Instance type %s: interfaces %s; on each %d IPv4 and %d IPv6 places for addresses and prefixes."
                        .formatted(
                                type.instanceType(),
                                cards,
                                type.perInterface().getOrDefault(Family.IPV4, 0),
                                type.perInterface().getOrDefault(Family.IPV6, 0)));
    }

    private void subnet(SubnetPlan its) {
        for (SubnetMap map : Maps.of(its)) {
            lines.add("");
            lines.addAll(report.map(map));
            maps.add(map);
        }
        for (Network network : its.ground().networks()) {
            network(its, network);
        }
        lines.add("  room for " + its.room().text());
    }

    private void network(SubnetPlan its, Network network) {
        for (Family family : Ground.families(network)) {
            lines.add(
                    "  %s %s, %s: %s"
                            .formatted(
                                    network.name(),
                                    family.label(),
                                    mode(its.ground(), network, family),
                                    addresses(its, network, family)));
            Room.barrier(its.ground(), network, family)
                    .ifPresent(barrier -> lines.add(below(its.ground(), network, barrier)));
        }
        for (Family family : Family.values()) {
            if (network.podPrefixes().count(family) > 0) {
                prefixes(its, network, family);
            }
        }
    }

    private void prefixes(SubnetPlan its, Network network, Family family) {
        List<String> next =
                its.next().stream()
                        .flatMap(node -> Optional.ofNullable(node.get(network)).stream())
                        .map(share -> share.prefixes(family))
                        .map(each -> each.stream().map(Cidr::toString).collect(joining(" and ")))
                        .toList();
        BigInteger free = its.ground().freePrefixes(network, family).size();
        lines.add(
                "  %s %s prefixes, %d for each node from %s: %s"
                        .formatted(
                                network.name(),
                                family.label(),
                                network.podPrefixes().count(family),
                                its.ground().prefixSources(network, family).stream()
                                        .map(Cidr::toString)
                                        .collect(joining(", ")),
                                next.isEmpty() ? "nothing" : String.join(", ", next)));
        lines.add("    %d whole /%d are free".formatted(free, PodPrefixes.length(family)));
    }

    private static String below(Ground ground, Network network, Cidr barrier) {
        String what =
                ground.podRanges(network, barrier.family()).contains(barrier)
                        ? "the pods' range "
                        : "the CIDR reservation ";
        return "    %s below %s%s"
                .formatted(free(Room.below(ground, network, barrier)), what, barrier);
    }

    private static String mode(Ground ground, Network network, Family family) {
        return switch (network.mode(family)) {
            case AddressMode.None _ -> "none";
            case AddressMode.Auto _ -> "auto";
            case AddressMode.LowestFree _ -> "lowest-free";
            case AddressMode.InReservations _ ->
                    ground.sources(network, family).stream()
                            .map(CidrReservation::toString)
                            .collect(joining(", ", "reservation ", ""));
        };
    }

    private static String addresses(SubnetPlan its, Network network, Family family) {
        if (network.mode(family) instanceof AddressMode.Auto) {
            return "EC2 chooses";
        }
        List<String> next = new ArrayList<>();
        for (Map<Network, Share> node : its.next()) {
            Optional.ofNullable(node.get(network))
                    .flatMap(share -> Optional.ofNullable(share.addresses().get(family)))
                    .ifPresent(address -> next.add(address.toString()));
        }
        return next.isEmpty() ? "nothing" : String.join(", ", next);
    }

    private static String free(BigInteger addresses) {
        return addresses.bitLength() < Long.SIZE / 2
                ? count(addresses.longValueExact(), "free address")
                : "very many free addresses";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : what.endsWith("s") ? "es" : "s");
    }
}
