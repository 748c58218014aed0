package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.infra.config.NetworkPlaces.Place;
import io.github.multusnodes.infra.config.NetworkPlaces.Reservation;
import io.github.multusnodes.reading.Violations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that zones, subnets and ranges fit together. */
record PlaceChecks(NodeSettings nodes, List<NetworkPlaces> networks, Violations violations) {

    /** So many the function that makes them can hold, and undo in its time. */
    private static final int MOST_RESERVATIONS = 100;

    void check() {
        for (int i = 0; i < networks.size(); i++) {
            String path = "networks[" + i + "].subnets";
            new ZoneChecks(nodes, violations)
                    .check(
                            path,
                            networks.get(i).subnets().keySet(),
                            "Add the network's subnet there, or take the zone out of"
                                    + " nodes.subnets.");
            for (Map.Entry<String, Place> entry : networks.get(i).subnets().entrySet()) {
                place(path + "." + entry.getKey(), entry.getValue());
                new PodRangeChecks(path + "." + entry.getKey(), entry.getValue(), violations)
                        .check(networks.get(i).nodeRanges(), "networks[" + i + "]");
            }
        }
        subnets();
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

    /** Subnets of a VPC never overlap, so a block that does is another subnet's. */
    private void subnets() {
        Map<String, Cidr> before = new LinkedHashMap<>();
        for (int i = 0; i < networks.size(); i++) {
            for (Map.Entry<String, Place> zone : networks.get(i).subnets().entrySet()) {
                String path = "networks[" + i + "].subnets." + zone.getKey();
                for (Cidr block : zone.getValue().blocks()) {
                    String where = path + (block.family() == Family.IPV4 ? ".cidr" : ".ipv6Cidr");
                    before.forEach((other, its) -> overlap(where, block, other, its));
                    before.put(where, block);
                }
            }
        }
    }

    private void overlap(String path, Cidr block, String otherPath, Cidr other) {
        if (block.overlaps(other)) {
            violations.add(
                    path,
                    block.toString(),
                    "the block of a subnet of its own",
                    "It overlaps %s of %s; copy both from EC2.".formatted(other, otherPath));
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
    static String whereIs(int index, Place place) {
        int pods = place.pods().size();
        if (index >= pods) {
            return ".reservations[" + (index - pods) + "].cidr";
        }
        return pods == 1 ? ".pods" : ".pods[" + index + "]";
    }

    static boolean inside(Place place, Cidr range) {
        return place.blocks().stream().anyMatch(block -> block.contains(range));
    }

    private static String blocks(Place place) {
        return String.join(" and ", place.blocks().stream().map(Cidr::toString).toList());
    }
}
