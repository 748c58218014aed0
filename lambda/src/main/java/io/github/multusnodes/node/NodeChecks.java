package io.github.multusnodes.node;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.github.multusnodes.node.Refused.Reason;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * Whether the instance type has room for the networks beside what is on the node already.
     *
     * @param limits of the node's type
     * @throws Refused {@code TOO_MANY_INTERFACES}
     */
    public static void requireRoom(Node node, List<Network> networks, InterfaceLimits limits) {
        Map<Integer, Long> wanted =
                networks.stream()
                        .collect(
                                groupingBy(
                                        network -> network.slot().networkCardIndex(), counting()));
        wanted.forEach(
                (card, count) -> {
                    int most = limits.perCard().getOrDefault(card, 0);
                    int ours = Math.toIntExact(count) + (card == 0 ? 1 : 0);
                    int highest =
                            networks.stream()
                                    .map(Network::slot)
                                    .filter(slot -> slot.networkCardIndex() == card)
                                    .mapToInt(Slot::deviceIndex)
                                    .max()
                                    .orElse(0);
                    if (ours > most) {
                        throw new Refused(
                                Reason.TOO_MANY_INTERFACES,
                                count
                                        + " networks on network card "
                                        + card
                                        + (card == 0 ? " and the primary interface" : "")
                                        + " need "
                                        + ours
                                        + " interfaces; instance type "
                                        + node.instanceType()
                                        + " of "
                                        + node.instanceId()
                                        + " takes "
                                        + most
                                        + " there. Use a larger type or fewer networks"
                                        + " (highest device index asked for: "
                                        + highest
                                        + ").");
                    }
                });
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
