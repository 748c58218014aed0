package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.config.NetworkPlaces.Place;
import io.github.multusnodes.infra.config.NetworkPlaces.Reservation;
import io.github.multusnodes.reading.Violations;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Checks that zones, subnets and ranges fit together. */
record PlaceChecks(NodeSettings nodes, List<NetworkPlaces> networks, Violations violations) {

    /** So many the function that makes them can hold, and undo in its time. */
    private static final int MOST_RESERVATIONS = 100;

    void check() {
        for (int i = 0; i < networks.size(); i++) {
            String path = "networks[" + i + "].subnets";
            zones(path, networks.get(i).subnets());
            for (Map.Entry<String, Place> entry : networks.get(i).subnets().entrySet()) {
                place(path + "." + entry.getKey(), entry.getValue());
            }
        }
        long reservations =
                networks.stream()
                        .flatMap(network -> network.subnets().values().stream())
                        .mapToLong(place -> place.reservations().size())
                        .sum();
        if (reservations > MOST_RESERVATIONS) {
            violations.add(
                    "networks",
                    reservations + " ranges under pods and reservations",
                    "at most " + MOST_RESERVATIONS,
                    "Join neighbouring ranges, or make two node groups.");
        }
    }

    private void zones(String path, Map<String, Place> subnets) {
        for (String zone : new TreeSet<>(nodes.subnets().keySet())) {
            if (!subnets.isEmpty() && !subnets.containsKey(zone)) {
                violations.missing(
                        path + "." + zone,
                        "a subnet in each zone of nodes.subnets",
                        "Add the network's subnet there, or take the zone out of nodes.subnets.");
            }
        }
        for (String zone : subnets.keySet()) {
            if (!nodes.subnets().isEmpty() && !nodes.subnets().containsKey(zone)) {
                violations.add(
                        path + "." + zone,
                        "a zone without nodes",
                        "the zones of nodes.subnets: "
                                + String.join(", ", new TreeSet<>(nodes.subnets().keySet())),
                        "Add the nodes' own subnet there, or remove the zone here.");
            }
        }
    }

    private void place(String path, Place place) {
        violations.claim("subnet of a network", place.subnet(), path + ".id");
        List<Reservation> reservations = place.reservations();
        for (int i = 0; i < reservations.size(); i++) {
            String where = path + whereIs(i, place);
            Cidr range = reservations.get(i).cidr();
            boolean known = place.blocks().stream().anyMatch(b -> b.family() == range.family());
            if (!place.blocks().isEmpty() && (!known || !inside(place, range))) {
                violations.add(
                        where,
                        range.toString(),
                        "a block inside of the subnet, " + blocks(place),
                        "Move it into the subnet, or mend the subnet's CIDR block.");
            }
            for (int before = 0; before < i; before++) {
                Cidr other = reservations.get(before).cidr();
                if (range.overlaps(other)) {
                    violations.add(
                            where,
                            range.toString(),
                            "ranges of a subnet that do not overlap",
                            "It overlaps %s of %s; shrink or remove one of them."
                                    .formatted(other, path + whereIs(before, place)));
                }
            }
        }
    }

    /** The pods' ranges come first in the list of reservations. */
    private static String whereIs(int index, Place place) {
        int pods = place.pods().size();
        if (index >= pods) {
            return ".reservations[" + (index - pods) + "].cidr";
        }
        return pods == 1 ? ".pods" : ".pods[" + index + "]";
    }

    private static boolean inside(Place place, Cidr range) {
        return place.blocks().stream().anyMatch(block -> block.contains(range));
    }

    private static String blocks(Place place) {
        return String.join(" and ", place.blocks().stream().map(Cidr::toString).toList());
    }
}
