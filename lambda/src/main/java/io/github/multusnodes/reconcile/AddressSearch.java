package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressChecks;
import io.github.multusnodes.node.AddressChoice;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.AddressWish;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Territory;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Network network;
    private final Subnet subnet;
    private final List<CidrReservation> reservations;
    private final Queue queue;
    private final Set<Ip> struck = new HashSet<>();
    private final List<Window> windows;
    private Survey survey;
    private boolean wantsAll;
    private Optional<List<Member>> peers;
    private int waits;

    AddressSearch(Network network, Sight sight, RandomGenerator chance) {
        this.network = network;
        this.subnet = sight.subnetOf(network);
        this.reservations = sight.reservationsIn(subnet);
        this.queue = new Queue(network, sight, chance);
        this.windows = sight.windowsOf(network);
        this.survey = sight.survey();
        this.peers = sight.peers();
    }

    String subnetId() {
        return subnet.id();
    }

    /** The addresses that this search looks at first. */
    List<Window> windows() {
        return windows;
    }

    /** Whether it cannot go on without all interfaces of the subnet. */
    boolean wantsAll() {
        return wantsAll;
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
     * Whether an interface can be had at all.
     *
     * @throws Refused {@code SUBNET_FULL}, or what {@link AddressChecks#require} throws
     */
    void check() {
        AddressChecks.require(network, subnet, reservations);
        for (Family family : Family.values()) {
            if (network.mode(family) instanceof AddressMode.Chosen mode
                    && free(family).isEmpty()
                    && sees(family)) {
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
        survey = surveyNow;
        peers = peersNow;
    }

    private Optional<Ip> choose(Family family, AddressMode.Chosen mode) {
        int rank = queue.rank(family, survey.interfaces(), peers, struck.size());
        AddressChoice choice = AddressChoice.of(free(family), rank, waits < PATIENCE);
        if (!(choice instanceof AddressChoice.Take) && !sees(family)) {
            wantsAll = true;
            return Optional.empty();
        }
        return switch (choice) {
            case AddressChoice.Take(Ip address) -> Optional.of(address);
            case AddressChoice.WaitForOthers _ -> Optional.empty();
            case AddressChoice.Full _ -> throw full(family, mode);
        };
    }

    private Territory free(Family family) {
        return known(family).beside(here().toList()).without(struck, List.of());
    }

    /** What of the network's territory the survey covers. */
    private Territory known(Family family) {
        Territory whole = territory(family);
        return survey.complete() ? whole : whole.start(Window.SIZE);
    }

    private boolean sees(Family family) {
        return known(family).size().equals(territory(family).size());
    }

    private Territory territory(Family family) {
        return Territory.of(network, family, subnet, reservations);
    }

    private Stream<Eni> here() {
        return survey.interfaces().stream().filter(eni -> eni.subnetId().equals(subnet.id()));
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
