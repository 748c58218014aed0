package io.github.multusnodes.reconcile;

import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Ranks;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Territory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Who comes first where many nodes want addresses of one subnet at the same time. */
final class Queue {

    /** Blind nodes spread over at most 2 to this power places. */
    static final int WIDEST_SPREAD_BITS = 7;

    private final Network network;
    private final Subnet subnet;
    private final String instanceId;
    private final Map<Network, Territory> ipv4;
    private final Map<Network, Territory> ipv6;
    private final RandomGenerator chance;

    /**
     * @param network the one that queues
     * @param sight of its node
     * @param chance spreads nodes that cannot see each other
     */
    Queue(Network network, Sight sight, RandomGenerator chance) {
        this.network = network;
        this.subnet = sight.subnetOf(network);
        this.instanceId = sight.node().instanceId();
        this.ipv4 = sight.territoriesBeside(network, Family.IPV4);
        this.ipv6 = sight.territoriesBeside(network, Family.IPV6);
        this.chance = chance;
    }

    /**
     * How many addresses that the network may take are still wanted by nodes, or networks of this
     * node, that come first. Where the peers cannot be read, chance spreads the nodes ever further
     * instead.
     *
     * @param conflicts how often this node has met others so far
     */
    int rank(Family family, List<Eni> interfaces, Optional<List<Member>> peers, int conflicts) {
        if (peers.isEmpty()) {
            return chance.nextInt(1 << Math.min(conflicts, WIDEST_SPREAD_BITS));
        }
        Map<Network, Territory> beside = family == Family.IPV4 ? ipv4 : ipv6;
        Set<String> waiting = waiting(peers.get(), subnet, instanceId);
        return Ranks.of(instanceId, network, beside, waiting, interfaces);
    }

    /** The instances that may want something of a subnet now; this one does. */
    static Set<String> waiting(List<Member> peers, Subnet subnet, String instanceId) {
        Set<String> waiting =
                peers.stream()
                        .filter(peer -> peer.zone().equals(subnet.zone()) && peer.isLaunching())
                        .map(Member::instanceId)
                        .collect(toSet());
        waiting.add(instanceId);
        return waiting;
    }
}
