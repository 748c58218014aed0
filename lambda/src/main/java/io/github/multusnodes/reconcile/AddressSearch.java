package io.github.multusnodes.reconcile;

import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressChecks;
import io.github.multusnodes.node.AddressChoice;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.AddressWish;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Frontier;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.node.Territory;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Finds the addresses a node takes in one network, one of each family that is wanted. EC2 is the
 * arbiter: an address that it refuses is struck, and the search goes on from a fresh look at the
 * subnet.
 */
final class AddressSearch {

    /**
     * How often the last addresses are left to those who come first, before this node takes one.
     */
    private static final int PATIENCE = 12;

    /**
     * After so many conflicts that a partial view of the subnet did not foretell, such as with
     * delegated prefixes, all of it is listed.
     */
    private static final int MOST_SURPRISES = 3;

    private final Run run;
    private final Network network;
    private final Subnet subnet;
    private final List<CidrReservation> reservations;
    private final Queue queue;
    private final Set<Ip> struck = new HashSet<>();
    private final Map<Family, Collection<Integer>> asked = new EnumMap<>(Family.class);
    private Survey survey;
    private boolean wantsAll;
    private Optional<List<Member>> peers;
    private int waits;

    AddressSearch(Run run, Network network, Sight sight, RandomGenerator chance) {
        this.run = run;
        this.network = network;
        this.subnet = sight.subnetOf(network);
        this.reservations = sight.reservationsIn(subnet);
        this.queue = new Queue(network, sight, chance);
        this.survey = sight.survey();
        this.peers = sight.peers();
        for (Family family : Family.values()) {
            asked.put(family, territory(family).isEmpty() ? Set.of() : Set.of(0));
        }
    }

    String subnetId() {
        return subnet.id();
    }

    /** What to ask for in a fresh look at a large subnet. */
    List<Window> windows() {
        return Arrays.stream(Family.values())
                .flatMap(family -> windows(family, frontier(family).watched()).stream())
                .toList();
    }

    /** Whether it cannot go on without all interfaces of the subnet. */
    boolean wantsAll() {
        return wantsAll;
    }

    /** Learns of a large subnet what the choice needs; asks nothing where all is known. */
    void learn() {
        for (Family family : Family.values()) {
            if (network.mode(family) instanceof AddressMode.Chosen) {
                learn(family, rank(family));
            }
        }
    }

    /**
     * What to ask EC2 for in each family.
     *
     * @return empty where others should go first: look again, after a pause
     * @throws Refused {@code SUBNET_FULL}
     */
    Optional<Map<Family, AddressWish>> next() {
        Map<Family, AddressWish> wishes = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            switch (network.mode(family)) {
                case AddressMode.None _ -> {}
                case AddressMode.Auto _ -> wishes.put(family, new AddressWish.Any());
                case AddressMode.Chosen mode -> {
                    Optional<Ip> address = choose(family, mode);
                    if (address.isEmpty()) {
                        waits++;
                        return Optional.empty();
                    }
                    wishes.put(family, new AddressWish.Named(address.get()));
                }
            }
        }
        return Optional.of(wishes);
    }

    /**
     * Whether an interface can be had at all; to be asked after {@link #learn}.
     *
     * @throws Refused {@code SUBNET_FULL}, or what {@link AddressChecks#require} throws
     */
    void check() {
        AddressChecks.require(network, subnet, reservations);
        for (Family family : Family.values()) {
            if (network.mode(family) instanceof AddressMode.Chosen mode && free(family).isEmpty()) {
                throw full(family, mode);
            }
        }
    }

    /** EC2 says that the address is taken. */
    void strike(Ip address) {
        struck.add(address);
        wantsAll |= struck.size() >= MOST_SURPRISES;
    }

    /** Goes on from a fresh look. */
    void look(Survey surveyNow, Optional<List<Member>> peersNow) {
        asked.replaceAll((family, _) -> frontier(family).watched());
        survey = surveyNow;
        peers = peersNow;
    }

    private Optional<Ip> choose(Family family, AddressMode.Chosen mode) {
        int rank = rank(family);
        learn(family, rank);
        return switch (AddressChoice.of(free(family), rank, waits < PATIENCE)) {
            case AddressChoice.Take(Ip address) -> Optional.of(address);
            case AddressChoice.WaitForOthers _ -> Optional.empty();
            case AddressChoice.Full _ -> throw full(family, mode);
        };
    }

    private int rank(Family family) {
        return queue.rank(family, survey.interfaces(), peers, struck.size());
    }

    /** Only where no window tells of an address for this rank are all interfaces listed. */
    private void learn(Family family, int rank) {
        for (Frontier known = frontier(family);
                !survey.complete() && !known.isWhole() && !known.has(rank);
                known = frontier(family)) {
            List<Integer> next = known.next(rank);
            if (next.isEmpty()) {
                survey = Survey.all(run, subnet.id());
            } else {
                survey = survey.with(run, windows(family, next));
                asked.merge(family, next, AddressSearch::both);
            }
        }
    }

    private static Collection<Integer> both(Collection<Integer> some, Collection<Integer> others) {
        return Stream.of(some, others).flatMap(Collection::stream).collect(toSet());
    }

    private List<Window> windows(Family family, List<Integer> numbers) {
        Territory whole = territory(family);
        return numbers.stream()
                .map(number -> Window.of(subnet.id(), whole.window(number)))
                .toList();
    }

    private Frontier frontier(Family family) {
        Territory whole = territory(family);
        NavigableMap<Integer, Long> free = new TreeMap<>();
        for (int number : asked.getOrDefault(family, Set.of())) {
            free.put(number, left(whole.window(number)).size().longValueExact());
        }
        return new Frontier(whole.windows(), hint(whole), free);
    }

    /** Where addresses are taken lowest first, the boundary is near the last that we took. */
    private int hint(Territory whole) {
        return here().filter(eni -> eni.tags().containsKey(Tags.NODE_GROUP))
                .flatMap(eni -> eni.addresses().stream())
                .flatMapToInt(ip -> whole.windowOf(ip).stream())
                .max()
                .orElse(0);
    }

    private Territory free(Family family) {
        return left(known(family));
    }

    private Territory left(Territory territory) {
        return territory.beside(here().toList()).without(struck, List.of());
    }

    /** What of the network's territory the survey covers, and may be chosen from. */
    private Territory known(Family family) {
        Territory whole = territory(family);
        return survey.complete()
                ? whole
                : Territory.joined(frontier(family).choice().stream().map(whole::window).toList());
    }

    private Territory territory(Family family) {
        return Territory.of(network, family, subnet, reservations);
    }

    private Stream<Eni> here() {
        return survey.in(subnet.id());
    }

    private Refused full(Family family, AddressMode.Chosen mode) {
        Cidr block = subnet.block(family).orElseThrow();
        List<CidrReservation> inBlock =
                reservations.stream().filter(its -> block.contains(its.cidr())).toList();
        long held = here().flatMap(eni -> eni.addresses().stream()).filter(block::contains).count();
        String what =
                switch (mode) {
                    case AddressMode.LowestFree _ ->
                            " is full for network '"
                                    + network.name()
                                    + "': CIDR reservations keep "
                                    + inBlock
                                    + ",";
                    case AddressMode.InReservations(var names, _) ->
                            " has no free address for network '"
                                    + network.name()
                                    + "' in its CIDR reservations "
                                    + Territory.named(names, block, inBlock).toList()
                                    + ":";
                };
        return new Refused(
                Reason.SUBNET_FULL,
                "Subnet "
                        + subnet.id()
                        + " ("
                        + block
                        + ")"
                        + what
                        + " of its "
                        + block.size()
                        + " addresses interfaces hold "
                        + held
                        + ", EC2 keeps five, and the settings exclude "
                        + network.excluded(family)
                        + ". Free addresses, or give the network "
                        + (mode instanceof AddressMode.LowestFree
                                ? "a larger subnet."
                                : "a further reservation."));
    }
}
