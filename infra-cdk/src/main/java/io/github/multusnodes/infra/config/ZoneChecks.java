package io.github.multusnodes.infra.config;

import io.github.multusnodes.reading.Violations;

import java.util.Set;
import java.util.TreeSet;

/** Checks that something is said for each zone that has nodes, and for no other. */
record ZoneChecks(NodeSettings nodes, Violations violations) {

    void check(String path, Set<String> zones, String adviceWhereMissing) {
        if (zones.isEmpty() || nodes.subnets().isEmpty()) {
            return;
        }
        Set<String> wanted = new TreeSet<>(nodes.subnets().keySet());
        for (String zone : wanted) {
            if (!zones.contains(zone)) {
                violations.missing(
                        path + "." + zone,
                        "a subnet in each zone of nodes.subnets",
                        adviceWhereMissing);
            }
        }
        for (String zone : zones) {
            if (!wanted.contains(zone)) {
                violations.add(
                        path + "." + zone,
                        "a zone without nodes",
                        "the zones of nodes.subnets: " + String.join(", ", wanted),
                        "Add the nodes' own subnet there, or remove the zone here.");
            }
        }
    }
}
