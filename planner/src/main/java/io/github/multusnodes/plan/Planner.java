package io.github.multusnodes.plan;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressChecks;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.NodeChecks;
import io.github.multusnodes.node.PrefixChecks;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.settings.Settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Makes plans from what is wanted and what is there. */
final class Planner {

    private final Settings settings;
    private final Surroundings surroundings;
    private final int nodes;
    private final List<SubnetPlan> subnets = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private Planner(Settings settings, Surroundings surroundings, int nodes) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.nodes = nodes;
    }

    /**
     * What the next nodes of each zone get.
     *
     * @param zones those to look at; empty for all that have a subnet of the settings
     */
    static Plan plan(
            Settings settings, Surroundings surroundings, int nodes, Collection<String> zones) {
        Planner planner = new Planner(settings, surroundings, nodes);
        TreeSet<String> all = new TreeSet<>(zones);
        if (all.isEmpty()) {
            surroundings.subnets().values().forEach(subnet -> all.add(subnet.zone()));
        }
        planner.findings.addAll(surroundings.doubts());
        planner.findings.addAll(TypeChecks.of(settings.networks(), surroundings.types()));
        planner.findings.addAll(Checks.ofSettings(settings.networks(), surroundings));
        all.forEach(planner::zone);
        planner.findings.sort(Comparator.comparing(finding -> !finding.stops()));
        return new Plan(
                settings.nodeGroup(),
                nodes,
                surroundings.types(),
                planner.subnets,
                planner.findings);
    }

    private void zone(String zone) {
        Map<Subnet, List<Network>> users = new LinkedHashMap<>();
        for (Network network : settings.networks()) {
            try {
                Subnet subnet = subnet(network, zone);
                users.computeIfAbsent(subnet, _ -> new ArrayList<>()).add(network);
            } catch (Refused refused) {
                findings.add(Finding.stop(String.valueOf(refused.getMessage())));
            }
        }
        users.forEach((subnet, networks) -> subnet(Ground.of(subnet, networks, surroundings)));
    }

    /** The subnet that the function would choose, checked as the function does. */
    private Subnet subnet(Network network, String zone) {
        Node node =
                new Node("the next node", "", zone, Node.State.STARTING, Map.of(), Instant.EPOCH);
        List<Network> only = List.of(network);
        Subnet subnet =
                NodeChecks.subnetsInZone(node, only, surroundings.subnets()).values().stream()
                        .findFirst()
                        .orElseThrow();
        List<CidrReservation> reservations =
                surroundings.reservations().getOrDefault(subnet.id(), List.of());
        AddressChecks.require(network, subnet, reservations);
        for (Family family : Family.values()) {
            if (network.podPrefixes().count(family) > 0) {
                PrefixChecks.requireSource(network, family, subnet, reservations);
            }
        }
        return subnet;
    }

    private void subnet(Ground ground) {
        Forecast forecast = new Forecast(ground);
        SubnetPlan plan = new SubnetPlan(ground, forecast.next(nodes), Room.of(ground));
        subnets.add(plan);
        if (!forecast.shortages().isEmpty()) {
            findings.add(
                    Finding.stop(
                            "Subnet %s in %s has room for %s, %d wanted: %s."
                                            .formatted(
                                                    ground.subnet().id(),
                                                    ground.subnet().zone(),
                                                    plan.room().count(),
                                                    nodes,
                                                    forecast.shortages().stream()
                                                            .map(Shortage::text)
                                                            .collect(joining(", ")))
                                    + " Free addresses, shrink exclude or reservations for others,"
                                    + " or use a larger subnet, reservation or range for"
                                    + " prefixes."));
        }
        findings.addAll(Checks.of(ground));
    }
}
