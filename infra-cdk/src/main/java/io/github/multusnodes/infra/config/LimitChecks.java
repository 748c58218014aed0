package io.github.multusnodes.infra.config;

import io.github.multusnodes.reading.Violations;

import java.util.List;

/** Checks the networks and the instance types against each other. */
record LimitChecks(NodeSettings nodes, List<NetworkPlaces> networks, Violations violations) {

    void check() {
        architectures();
        for (int i = 0; i < nodes.instanceTypes().size(); i++) {
            interfaces("nodes.instanceTypes[" + i + "]", nodes.instanceTypes().get(i));
        }
        for (int i = 0; i < networks.size(); i++) {
            card("networks[" + i + "].networkCardIndex", networks.get(i));
        }
    }

    /** A group has one image. */
    private void architectures() {
        for (int i = 0; i < nodes.instanceTypes().size(); i++) {
            InstanceType type = nodes.instanceTypes().get(i);
            if (type.architecture() != nodes.architecture()) {
                violations.add(
                        "nodes.instanceTypes[" + i + "]",
                        type.name() + ", which is " + type.architecture().label(),
                        "types of one architecture, here " + nodes.architecture().label(),
                        "Take it out, or give it a node group of its own.");
            }
        }
    }

    private void interfaces(String path, InstanceType type) {
        for (int card = 0; card < type.networkCards(); card++) {
            interfaces(path, type, card);
        }
        for (int i = 0; i < networks.size(); i++) {
            int index = networks.get(i).deviceIndex();
            if (index >= type.interfaces() && networks.size() < type.interfaces()) {
                violations.add(
                        "networks[" + i + "].deviceIndex",
                        String.valueOf(index),
                        "below "
                                + type.interfaces()
                                + ", the number of interfaces of "
                                + type.name(),
                        "Take the next index not in use.");
            }
        }
    }

    private void interfaces(String path, InstanceType type, int card) {
        int wanted = wanted(card);
        if (wanted > type.interfacesOn(card)) {
            String where = type.networkCards() == 1 ? "" : " on network card " + card;
            violations.add(
                    path,
                    type.name() + " with " + type.interfacesOn(card) + " interfaces" + where,
                    "types with at least %d%s: %sone for each network"
                            .formatted(wanted, where, card == 0 ? "the primary one and " : ""),
                    "Take a larger type, or fewer networks.");
        }
    }

    private int wanted(int card) {
        long multus = networks.stream().filter(its -> its.networkCardIndex() == card).count();
        return Math.toIntExact(card == 0 ? 1 + multus : multus);
    }

    private void card(String path, NetworkPlaces network) {
        for (InstanceType type : nodes.instanceTypes()) {
            if (network.networkCardIndex() >= type.networkCards()) {
                violations.add(
                        path,
                        String.valueOf(network.networkCardIndex()),
                        "below %d, the number of network cards of %s"
                                .formatted(type.networkCards(), type.name()),
                        "Leave it out for card 0.");
            }
        }
    }
}
