package io.github.multusnodes.node;

import static java.util.stream.Collectors.joining;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Refused.Reason;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must hold before anything is changed on a node. */
public final class NodeChecks {

    private NodeChecks() {}

    /**
     * The subnet of each network in the node's zone.
     *
     * @param subnets all configured subnets, by id
     * @throws Refused {@code NO_SUBNET_IN_ZONE} naming every network without one, or with several
     */
    public static Map<Network, Subnet> subnetsInZone(
            Node node, List<Network> networks, Map<String, Subnet> subnets) {
        Map<Network, Subnet> chosen = new HashMap<>();
        for (Network network : networks) {
            List<Subnet> here =
                    network.subnets().stream()
                            .map(subnets::get)
                            .filter(subnet -> subnet != null && subnet.zone().equals(node.zone()))
                            .toList();
            if (here.size() != 1) {
                throw noSingleSubnet(node, network, here, subnets);
            }
            chosen.put(network, here.getFirst());
        }
        return chosen;
    }

    /**
     * Whether the instance type has room for the networks beside what is on the node already, and
     * its interfaces for the prefixes.
     *
     * @param limits of the node's type
     * @throws Refused {@code TOO_MANY_INTERFACES} or {@code TOO_MANY_PREFIXES}
     */
    public static void requireRoom(Node node, List<Network> networks, InterfaceLimits limits) {
        networks.forEach(network -> requirePlaces(network, limits));
        Set<Slot> needed = new TreeSet<>(node.occupied().keySet());
        networks.forEach(network -> needed.add(network.slot()));
        networks.stream()
                .map(network -> network.slot().networkCardIndex())
                .distinct()
                .forEach(
                        card -> {
                            List<Slot> onCard =
                                    needed.stream()
                                            .filter(slot -> slot.networkCardIndex() == card)
                                            .toList();
                            int most = limits.perCard().getOrDefault(card, 0);
                            if (onCard.size() > most) {
                                throw tooMany(node, card, onCard, most);
                            }
                        });
    }

    /** An interface's own address takes one of its places, each prefix another. */
    private static void requirePlaces(Network network, InterfaceLimits limits) {
        for (Family family : Family.values()) {
            int prefixes = network.podPrefixes().count(family);
            int own = network.mode(family) instanceof AddressMode.None ? 0 : 1;
            int most = limits.perInterface().getOrDefault(family, 0);
            if (prefixes > 0 && own + prefixes > most) {
                throw new Refused(
                        Reason.TOO_MANY_PREFIXES,
                        "Network '%s' needs %d places for %s on its interface (%d of its own, %d"
                                        .formatted(
                                                network.name(),
                                                own + prefixes,
                                                family.label(),
                                                own,
                                                prefixes)
                                + " for prefixes); type "
                                + limits.instanceType()
                                + " has "
                                + most
                                + " on each. Ask for fewer prefixes, or use a larger type.");
            }
        }
    }

    private static Refused tooMany(Node node, int card, List<Slot> needed, int most) {
        return new Refused(
                Reason.TOO_MANY_INTERFACES,
                "Instance "
                        + node.instanceId()
                        + " needs "
                        + needed.size()
                        + " interfaces on network card "
                        + card
                        + " (device indexes "
                        + needed.stream()
                                .map(slot -> "" + slot.deviceIndex())
                                .collect(joining(", "))
                        + ", what sits there already included); its type "
                        + node.instanceType()
                        + " takes "
                        + most
                        + ". Use a larger type, or fewer networks.");
    }

    private static Refused noSingleSubnet(
            Node node, Network network, List<Subnet> here, Map<String, Subnet> subnets) {
        String known =
                network.subnets().stream()
                        .map(
                                id ->
                                        subnets.containsKey(id)
                                                ? id + " in " + subnets.get(id).zone()
                                                : id + ", which does not exist")
                        .collect(joining("; "));
        String problem = here.isEmpty() ? "no subnet" : here.size() + " subnets";
        return new Refused(
                Reason.NO_SUBNET_IN_ZONE,
                "Network '"
                        + network.name()
                        + "' has "
                        + problem
                        + " in "
                        + node.zone()
                        + ", the zone of "
                        + node.instanceId()
                        + "; exactly one is needed. Configured: "
                        + known
                        + ".");
    }
}
