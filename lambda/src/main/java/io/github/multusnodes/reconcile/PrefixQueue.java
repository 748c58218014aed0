package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Demand;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Tags;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How many prefixes those take who come first in a subnet. */
final class PrefixQueue {

    private final Network network;
    private final Family family;
    private final Subnet subnet;
    private final String instanceId;
    private final List<Network> rivals;
    private final RandomGenerator chance;

    /**
     * @param chance spreads nodes that cannot see each other
     */
    PrefixQueue(Network network, Family family, Sight sight, RandomGenerator chance) {
        this.network = network;
        this.family = family;
        this.subnet = sight.subnetOf(network);
        this.instanceId = sight.node().instanceId();
        Map<Network, PrefixTerritory> beside = sight.prefixesBeside(network, family);
        PrefixTerritory mine = beside.get(network);
        this.rivals =
                beside.entrySet().stream()
                        .filter(other -> mine != null && other.getValue().meets(mine))
                        .map(Map.Entry::getKey)
                        .toList();
        this.chance = chance;
    }

    /**
     * How many prefixes are still lacked by the nodes, or networks of this node, that come first.
     * Where the peers cannot be read, chance spreads the nodes ever further instead.
     *
     * @param conflicts how often this node has met others so far
     */
    long ahead(List<Eni> interfaces, Optional<List<Member>> peers, int conflicts) {
        if (peers.isEmpty()) {
            int places = 1 << Math.min(conflicts, Queue.WIDEST_SPREAD_BITS);
            return (long) chance.nextInt(places) * network.podPrefixes().count(family);
        }
        Demand mine = new Demand(instanceId, network.slot());
        long ahead = 0;
        for (String peer : Queue.waiting(peers.get(), subnet, instanceId)) {
            for (Network rival : rivals) {
                if (new Demand(peer, rival.slot()).compareTo(mine) < 0) {
                    ahead += missing(peer, rival, interfaces);
                }
            }
        }
        return ahead;
    }

    private int missing(String peer, Network rival, List<Eni> interfaces) {
        return interfaces.stream()
                .filter(eni -> peer.equals(eni.tags().get(Tags.INSTANCE)))
                .filter(eni -> Tags.networkOf(eni).equals(Optional.of(rival.name())))
                .mapToInt(eni -> rival.podPrefixes().missing(family, eni))
                .min()
                .orElse(rival.podPrefixes().count(family));
    }
}
