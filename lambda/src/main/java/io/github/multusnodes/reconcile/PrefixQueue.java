package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Ranks;
import io.github.multusnodes.node.Subnet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** How many prefixes those take who come first in a subnet. */
final class PrefixQueue {

    private final Network network;
    private final Family family;
    private final Subnet subnet;
    private final String instanceId;
    private final Map<Network, PrefixTerritory> beside;
    private final RandomGenerator chance;

    /**
     * @param chance spreads nodes that cannot see each other
     */
    PrefixQueue(Network network, Family family, Sight sight, RandomGenerator chance) {
        this.network = network;
        this.family = family;
        this.subnet = sight.subnetOf(network);
        this.instanceId = sight.node().instanceId();
        this.beside = sight.prefixesBeside(network, family);
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
        Set<String> waiting = Queue.waiting(peers.get(), subnet, instanceId);
        return Ranks.ofPrefixes(instanceId, network, family, beside, waiting, interfaces);
    }
}
