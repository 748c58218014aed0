package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixChecks;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds the prefixes of one family that a node's interface in a network lacks. EC2 is the arbiter:
 * prefixes that it refuses are in doubt until a look shows who has one of them, and struck if that
 * stays nobody. It may be this node itself, whose answer was lost or that runs twice at once; so
 * nothing else is asked for in the meantime.
 */
final class PrefixSearch {

    /** How often the last prefixes are left to those who come first. */
    private static final int PATIENCE = 12;

    /** After so many looks in vain nobody has it whom EC2 would show; they take 17 s or more. */
    private static final int STRUCK_AFTER = 10;

    private final Network network;
    private final Family family;
    private final Subnet subnet;
    private final List<CidrReservation> reservations;
    private final PrefixQueue queue;
    private final Set<Cidr> struck = new HashSet<>();
    private List<Cidr> inDoubt = List.of();
    private int looksInVain;
    private int conflicts;
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
     * @throws Refused what {@link PrefixChecks} throws
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
     * @throws Refused {@code NO_FREE_PREFIX}
     */
    Optional<List<Cidr>> next(Eni eni, int missing) {
        if (!inDoubt.isEmpty()) {
            return Optional.empty();
        }
        PrefixTerritory free = free(List.of(eni));
        requireFree(free, missing);
        BigInteger last = free.size().subtract(BigInteger.valueOf(missing));
        BigInteger ahead = BigInteger.valueOf(queue.ahead(interfaces, peers, conflicts));
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
        conflicts++;
        inDoubt = prefixes;
        looksInVain = 0;
        return struck.size() <= network.podPrefixes().count(family);
    }

    /** EC2 refuses so many prefixes for good, though they look free. */
    Refused refusal(Eni eni, int missing, CloudFailure failure) {
        return PrefixChecks.refusedByEc2(
                failure.kind() == FailureKind.REJECTED
                        ? Reason.REFUSED_BY_EC2
                        : Reason.NO_FREE_PREFIX,
                network,
                family,
                subnet,
                reservations,
                missing,
                free(List.of(eni)).size(),
                failure);
    }

    /** Goes on from a fresh look. */
    void look(List<Eni> interfacesNow, Optional<List<Member>> peersNow) {
        interfaces = interfacesNow;
        peers = peersNow;
        if (inDoubt.stream().anyMatch(this::isHeld)) {
            inDoubt = List.of();
        } else if (++looksInVain >= STRUCK_AFTER) {
            struck.addAll(inDoubt);
            inDoubt = List.of();
        }
    }

    private boolean isHeld(Cidr prefix) {
        return here().stream()
                .anyMatch(
                        eni ->
                                eni.addresses().stream().anyMatch(prefix::contains)
                                        || eni.prefixes().stream().anyMatch(prefix::overlaps));
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
        Set<Cidr> prefixes = new HashSet<>(struck);
        for (Collection<Eni> some : List.of(here(), known)) {
            some.forEach(eni -> addresses.addAll(eni.addresses()));
            some.forEach(eni -> prefixes.addAll(eni.prefixes()));
        }
        return PrefixTerritory.of(network, family, subnet, reservations)
                .without(addresses, prefixes);
    }

    private List<Eni> here() {
        return interfaces.stream().filter(eni -> eni.subnetId().equals(subnet.id())).toList();
    }
}
