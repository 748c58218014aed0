package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.infra.config.Attachment.Plugin;
import io.github.multusnodes.infra.config.NetworkPlaces.Place;
import io.github.multusnodes.reading.Violations;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that pods can be attached to each network in the way that the file asks for. */
record AttachmentChecks(List<NetworkPlaces> networks, Violations violations) {

    /** What IPv6 asks of every link (RFC 8200, section 5). */
    private static final int SMALLEST_MTU_OF_IPV6 = 1280;

    void check() {
        for (int i = 0; i < networks.size(); i++) {
            NetworkPlaces network = networks.get(i);
            String path = "networks[" + i + "]";
            mtu(path + ".mtu", network);
            routes(path + ".attachment", network);
            switch (network.attachment().plugin()) {
                case IPVLAN -> {
                    name(path + ".name", network);
                    ranges(path, network);
                }
                case HOST_DEVICE -> {
                    name(path + ".name", network);
                    alone(path, network);
                }
                case NONE -> withoutRoutes(path, network);
            }
        }
    }

    private void name(String path, NetworkPlaces network) {
        if (network.name().startsWith("-") || network.name().endsWith("-")) {
            violations.add(
                    path,
                    network.name(),
                    "a name that Kubernetes takes: a letter or digit at both ends",
                    "Its NetworkAttachmentDefinitions are named after it: rename it.");
            return;
        }
        network.attachmentNames()
                .forEach(name -> violations.claim("NetworkAttachmentDefinition", name, path));
    }

    /** Without prefixes on the nodes, pods take their addresses from a range of the zone's. */
    private void ranges(String path, NetworkPlaces network) {
        if (network.delegatesPrefixes()) {
            return;
        }
        for (Map.Entry<String, Place> zone : network.subnets().entrySet()) {
            String pods = path + ".subnets." + zone.getKey() + ".pods";
            boolean told = violations.found().stream().anyMatch(its -> its.path().startsWith(pods));
            if (zone.getValue().pods().isEmpty() && !told) {
                violations.missing(
                        pods,
                        "a range for the network's pods",
                        "Write one, or podPrefixes, or attachment: {plugin: none} where pods get"
                                + " addresses in another way.");
            }
        }
    }

    /** The interface is in one pod alone: nobody else can route or share it. */
    private void alone(String path, NetworkPlaces network) {
        if (network.delegatesPrefixes()) {
            violations.add(
                    path + ".podPrefixes",
                    "set",
                    "no prefixes for an interface that moves into a pod",
                    "Remove it, or take attachment: {plugin: ipvlan}.");
        }
        withoutRoutes(path, network);
    }

    private void withoutRoutes(String path, NetworkPlaces network) {
        Attachment attachment = network.attachment();
        if (attachment.sourceRouting() || !attachment.routes().isEmpty()) {
            violations.add(
                    path + ".attachment",
                    attachment.sourceRouting() ? "one with sourceRouting" : "one with routes",
                    "sourceRouting and routes with the plugin " + Plugin.IPVLAN.label(),
                    "Remove them, or take that plugin.");
        }
    }

    /** IPv6 routers tell of themselves; a gateway to write down has IPv4 alone. */
    private void routes(String path, NetworkPlaces network) {
        Attachment attachment = network.attachment();
        boolean whereabouts = !network.delegatesPrefixes();
        Set<Family> families = families(network);
        if (attachment.sourceRouting()
                && families.contains(Family.IPV6)
                && (whereabouts || !families.contains(Family.IPV4))) {
            violations.add(
                    path + ".sourceRouting",
                    "true",
                    "false where whereabouts gives IPv6 addresses, or pods have no others",
                    "Its one gateway is IPv4: take podPrefixes with both, or a network for each"
                            + " family.");
        }
        if (attachment.sourceRouting() && !attachment.routes().isEmpty()) {
            violations.add(
                    path + ".routes",
                    "set beside sourceRouting",
                    "either routes or sourceRouting",
                    "The plugin sbr moves every route of the interface out of the pod's main table:"
                            + " remove one of them.");
        }
        for (int i = 0; i < attachment.routes().size(); i++) {
            route(path + ".routes[" + i + "]", attachment.routes().get(i), families);
        }
    }

    private void route(String path, Cidr route, Set<Family> families) {
        if (route.prefixLength() == 0) {
            violations.add(
                    path,
                    route.toString(),
                    "a part of all addresses, since a pod's default route is the VPC CNI's",
                    "Set default-route in the pod's annotation, or sourceRouting here.");
        } else if (route.family() == Family.IPV6) {
            violations.add(
                    path,
                    route.toString(),
                    "IPv4 blocks",
                    "Remove it: the subnet's router tells pods of its IPv6 routes.");
        } else if (!families.isEmpty() && !families.contains(Family.IPV4)) {
            violations.add(
                    path,
                    route.toString(),
                    "none where pods have no IPv4 address",
                    "Remove it, or give the pods addresses of that family.");
        }
    }

    private void mtu(String path, NetworkPlaces network) {
        boolean ipv6 =
                network.podPrefixes().ipv6() > 0
                        || network.subnets().values().stream()
                                .flatMap(place -> place.blocks().stream())
                                .anyMatch(block -> block.family() == Family.IPV6);
        if (ipv6 && network.mtu() < SMALLEST_MTU_OF_IPV6) {
            violations.add(
                    path,
                    String.valueOf(network.mtu()),
                    "at least " + SMALLEST_MTU_OF_IPV6 + " where a subnet has IPv6",
                    "Raise it, or leave it out for 9001.");
        }
    }

    /** The families of the addresses that pods get. */
    private static Set<Family> families(NetworkPlaces network) {
        Set<Family> families = EnumSet.noneOf(Family.class);
        if (network.delegatesPrefixes()) {
            if (network.podPrefixes().ipv4() > 0) {
                families.add(Family.IPV4);
            }
            if (network.podPrefixes().ipv6() > 0) {
                families.add(Family.IPV6);
            }
        } else {
            network.podRanges().map(Cidr::family).forEach(families::add);
        }
        return families;
    }
}
