package io.github.multusnodes.reconcile;

import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Frontier;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixChecks;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

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

    /**
     * After so many refusals, and looks in vain for who is behind them, all of a large subnet is
     * listed: a partial view never shows what others have delegated.
     */
    private static final int MOST_SURPRISES = 3;

    private final Run run;
    private final Network network;
    private final Family family;
    private final Subnet subnet;
    private final List<CidrReservation> reservations;
    private final PrefixQueue queue;
    private final Set<Cidr> struck = new HashSet<>();
    private List<Cidr> inDoubt = List.of();
    private int looksInVain;
    private int conflicts;
    private int surprises;
    private Survey survey;
    private PrefixTerritory candidates;
    private Set<Integer> asked = Set.of();
    private Optional<List<Member>> peers;
    private int waits;

    PrefixSearch(Run run, Network network, Family family, Sight sight, RandomGenerator chance) {
        this.run = run;
        this.network = network;
        this.family = family;
        this.subnet = sight.subnetOf(network);
        this.reservations = sight.reservationsIn(subnet);
        this.queue = new PrefixQueue(network, family, sight, chance);
        this.survey = sight.survey();
        this.peers = sight.peers();
        this.candidates = notHeld();
    }

    /**
     * Learns of a large subnet what the choice needs; asks nothing where all is known.
     *
     * @param ours the interfaces that were made for this node and network
     */
    void learn(List<Eni> ours) {
        int missing = missing(ours);
        if (missing > 0) {
            learn(ours, ahead() + missing);
        }
    }

    /**
     * Whether what the interface lacks, or will lack, can be had at all.
     *
     * @param ours the interfaces that were made for this node and network
     * @throws Refused what {@link PrefixChecks} throws
     */
    void check(List<Eni> ours) {
        int missing = missing(ours);
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
        long placesAhead = ahead();
        learn(List.of(eni), placesAhead + missing);
        PrefixTerritory free = free(List.of(eni));
        requireFree(free, missing);
        BigInteger last = free.size().subtract(BigInteger.valueOf(missing));
        BigInteger ahead = BigInteger.valueOf(placesAhead);
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
        surprises++;
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
    void look(Survey surveyNow, Optional<List<Member>> peersNow) {
        survey = surveyNow;
        peers = peersNow;
        if (!inDoubt.isEmpty()) {
            settleDoubt();
        }
        candidates = notHeld();
        asked = Set.of();
    }

    private void settleDoubt() {
        if (inDoubt.stream().anyMatch(this::isHeld)) {
            inDoubt = List.of();
            return;
        }
        surprises++;
        if (++looksInVain >= STRUCK_AFTER) {
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

    /** Whether it cannot go on without all interfaces of the subnet. */
    boolean wantsAll() {
        return surprises >= MOST_SURPRISES;
    }

    private int missing(List<Eni> ours) {
        return ours.stream()
                .mapToInt(eni -> network.podPrefixes().missing(family, eni))
                .min()
                .orElse(network.podPrefixes().count(family));
    }

    private long ahead() {
        return queue.ahead(survey.interfaces(), peers, conflicts);
    }

    /**
     * Goes through the blocks that no interface of ours holds, a dozen with each call. Only where
     * that does not tell of enough are all interfaces listed.
     */
    private void learn(List<Eni> known, long places) {
        while (!survey.complete()
                && !PrefixTerritory.sources(network, family, subnet, reservations).isEmpty()
                && free(known).size().compareTo(BigInteger.valueOf(places)) < 0) {
            List<Integer> next =
                    family == Family.IPV4 ? frontier(known).next(places - 1) : List.of();
            if (next.isEmpty()) {
                survey = Survey.all(run, subnet.id());
            } else {
                survey = survey.with(run, next.stream().map(this::window).toList());
                asked = Stream.concat(asked.stream(), next.stream()).collect(toSet());
            }
        }
    }

    private Window window(int number) {
        return Window.of(subnet.id(), candidates.inWindows(List.of(number)).addresses());
    }

    private Frontier frontier(Collection<Eni> known) {
        NavigableMap<Integer, Long> free = new TreeMap<>();
        for (int number : asked) {
            PrefixTerritory window = candidates.inWindows(List.of(number));
            free.put(number, left(window, known).size().longValueExact());
        }
        return new Frontier(candidates.windows(), 0, free);
    }

    private void requireFree(PrefixTerritory free, int missing) {
        if (free.size().compareTo(BigInteger.valueOf(missing)) < 0) {
            List<Eni> here = here();
            throw PrefixChecks.noneFree(
                    network, family, subnet, reservations, here, missing, free.size());
        }
    }

    private PrefixTerritory free(Collection<Eni> known) {
        return left(survey.complete() ? whole() : choice(known), known);
    }

    /** A /80 has too many addresses to ask who holds them: in IPv6 what is not ours counts. */
    private PrefixTerritory choice(Collection<Eni> known) {
        return family == Family.IPV4 ? candidates.inWindows(frontier(known).choice()) : candidates;
    }

    private PrefixTerritory left(PrefixTerritory some, Collection<Eni> known) {
        List<Eni> holders = Stream.concat(here().stream(), known.stream()).toList();
        Set<Cidr> prefixes = new HashSet<>(struck);
        holders.forEach(eni -> prefixes.addAll(eni.prefixes()));
        return some.without(
                holders.stream().flatMap(eni -> eni.addresses().stream()).toList(), prefixes);
    }

    private PrefixTerritory notHeld() {
        return survey.complete() ? whole() : left(whole(), List.of());
    }

    private PrefixTerritory whole() {
        return PrefixTerritory.of(network, family, subnet, reservations);
    }

    private List<Eni> here() {
        return survey.in(subnet.id()).toList();
    }
}
