package io.github.multusnodes.reconcile;

import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixChecks;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Subnet;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds the prefixes of one family that a node's interface in a network lacks. EC2 is the arbiter:
 * a prefix that it refuses is left to whoever a fresh look shows to have it, and struck if that
 * stays nobody. It may be this node itself: an answer was lost, or two events run at once.
 */
final class PrefixSearch {

    /** How often the last prefixes are left to those who come first. */
    private static final int PATIENCE = 12;

    /** Until then, whoever has a prefix is visible ("Eventual consistency in the EC2 API"). */
    private static final int STRUCK_AFTER = 5;

    private final Network network;
    private final Family family;
    private final Subnet subnet;
    private final List<CidrReservation> reservations;
    private final PrefixQueue queue;
    private final Map<Cidr, Integer> refusals = new HashMap<>();
    private List<Eni> interfaces;
    private Optional<List<Member>> peers;
    private int waits;

    PrefixSearch(Network network, Family family, Sight sight, RandomGenerator chance) {
        this.network = network;
        this.family = family;
        this.subnet = sight.subnetOf(network);
        this.reservations = sight.reservationsIn(subnet);
        this.queue = new PrefixQueue(network, family, sight, chance);
        this.interfaces = sight.interfaces();
        this.peers = sight.peers();
    }

    /**
     * Whether what the interface lacks, or will lack, can be had at all.
     *
     * @param ours the interfaces that were made for this node and network
     * @throws io.github.multusnodes.node.Refused what {@link PrefixChecks} throws
     */
    void check(List<Eni> ours) {
        int missing =
                ours.stream()
                        .mapToInt(eni -> network.podPrefixes().missing(family, eni))
                        .min()
                        .orElse(network.podPrefixes().count(family));
        if (missing > 0) {
            PrefixChecks.requireSource(network, family, subnet, reservations);
            requireFree(free(ours), missing);
        }
    }

    /**
     * The prefixes to ask EC2 for.
     *
     * @param eni as this run knows it, which may be ahead of any list
     * @return empty where others should go first: look again, after a pause
     * @throws io.github.multusnodes.node.Refused {@code NO_FREE_PREFIX}
     */
    Optional<List<Cidr>> next(Eni eni, int missing) {
        PrefixTerritory free = free(List.of(eni));
        requireFree(free, missing);
        BigInteger last = free.size().subtract(BigInteger.valueOf(missing));
        BigInteger ahead = BigInteger.valueOf(queue.ahead(interfaces, peers, conflicts()));
        if (ahead.compareTo(last) > 0 && peers.isPresent() && waits < PATIENCE) {
            waits++;
            return Optional.empty();
        }
        return Optional.of(free.prefixes(ahead.min(last), missing));
    }

    /**
     * EC2 refuses some of these.
     *
     * @return whether that may be because somebody has them, and it makes sense to go on
     */
    boolean refused(List<Cidr> prefixes) {
        prefixes.forEach(prefix -> refusals.merge(prefix, 1, Integer::sum));
        return refusals.values().stream().filter(times -> times >= STRUCK_AFTER).count()
                <= network.podPrefixes().count(family);
    }

    /** Goes on from a fresh look. */
    void look(List<Eni> interfacesNow, Optional<List<Member>> peersNow) {
        interfaces = interfacesNow;
        peers = peersNow;
    }

    private void requireFree(PrefixTerritory free, int missing) {
        if (free.size().compareTo(BigInteger.valueOf(missing)) < 0) {
            List<Eni> here = here();
            throw PrefixChecks.noneFree(
                    network, family, subnet, reservations, here, missing, free.size());
        }
    }

    private PrefixTerritory free(Collection<Eni> known) {
        Set<Ip> addresses = new HashSet<>();
        Set<Cidr> prefixes = struck();
        for (Collection<Eni> some : List.of(here(), known)) {
            some.forEach(eni -> addresses.addAll(eni.addresses()));
            some.forEach(eni -> prefixes.addAll(eni.prefixes()));
        }
        return PrefixTerritory.of(network, family, subnet, reservations)
                .without(addresses, prefixes);
    }

    private Set<Cidr> struck() {
        return refusals.entrySet().stream()
                .filter(refusal -> refusal.getValue() >= STRUCK_AFTER)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private int conflicts() {
        return refusals.values().stream().mapToInt(Integer::intValue).sum();
    }

    private List<Eni> here() {
        return interfaces.stream().filter(eni -> eni.subnetId().equals(subnet.id())).toList();
    }
}
