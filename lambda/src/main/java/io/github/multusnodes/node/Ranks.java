package io.github.multusnodes.node;

import io.github.multusnodes.address.Family;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who comes first where nodes, and networks of one node, want addresses of one subnet. */
public final class Ranks {

    private Ranks() {}

    /**
     * How many addresses that a network may take are still wanted by nodes, or networks of the same
     * node, that come first.
     *
     * @param beside what each network in the subnet, this one included, may take in a family
     * @param waiting the ids of the instances that are launching, with or without this one
     * @param interfaces those that exist: whoever has one waits no more
     */
    public static int of(
            String instanceId,
            Network network,
            Map<Network, Territory> beside,
            Set<String> waiting,
            List<Eni> interfaces) {
        Demand mine = new Demand(instanceId, network.slot());
        List<Network> rivals = rivals(network, beside);
        Set<Demand> served = served(rivals, interfaces);
        return (int)
                Stream.concat(waiting.stream(), Stream.of(instanceId))
                        .distinct()
                        .flatMap(
                                peer ->
                                        rivals.stream()
                                                .map(rival -> new Demand(peer, rival.slot())))
                        .filter(demand -> demand.compareTo(mine) < 0 && !served.contains(demand))
                        .count();
    }

    /**
     * How many prefixes that a network may delegate are still lacked by nodes, or networks of the
     * same node, that come first.
     *
     * @param beside what each network in the subnet, this one included, may delegate in a family
     * @param waiting the ids of the instances that are launching, this one among them
     * @param interfaces those that exist: whoever has its prefixes waits no more
     */
    public static long ofPrefixes(
            String instanceId,
            Network network,
            Family family,
            Map<Network, PrefixTerritory> beside,
            Set<String> waiting,
            List<Eni> interfaces) {
        Demand mine = new Demand(instanceId, network.slot());
        Optional<PrefixTerritory> ours = Optional.ofNullable(beside.get(network));
        List<Network> rivals =
                beside.entrySet().stream()
                        .filter(other -> ours.filter(other.getValue()::meets).isPresent())
                        .map(Map.Entry::getKey)
                        .toList();
        long ahead = 0;
        for (String peer : waiting) {
            for (Network rival : rivals) {
                if (new Demand(peer, rival.slot()).compareTo(mine) < 0) {
                    ahead += lacking(peer, rival, family, interfaces);
                }
            }
        }
        return ahead;
    }

    private static int lacking(
            String instanceId, Network network, Family family, List<Eni> interfaces) {
        return interfaces.stream()
                .filter(eni -> instanceId.equals(eni.tags().get(Tags.INSTANCE)))
                .filter(eni -> Tags.networkOf(eni).equals(Optional.of(network.name())))
                .mapToInt(eni -> network.podPrefixes().missing(family, eni))
                .min()
                .orElse(network.podPrefixes().count(family));
    }

    /** The networks, this one included, that may take an address this one may take. */
    private static List<Network> rivals(Network network, Map<Network, Territory> beside) {
        Territory mine = beside.getOrDefault(network, new Territory(List.of()));
        return beside.entrySet().stream()
                .filter(other -> other.getValue().meets(mine))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Set<Demand> served(List<Network> networks, List<Eni> interfaces) {
        Set<Demand> served = new HashSet<>();
        for (Eni eni : interfaces) {
            String owner = eni.tags().get(Tags.INSTANCE);
            if (owner != null) {
                networks.stream()
                        .filter(its -> Tags.networkOf(eni).equals(Optional.of(its.name())))
                        .forEach(its -> served.add(new Demand(owner, its.slot())));
            }
        }
        return served;
    }
}
