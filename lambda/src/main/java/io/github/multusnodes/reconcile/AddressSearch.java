package io.github.multusnodes.reconcile;

import static java.util.stream.Collectors.toSet;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressChoice;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Demand;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.Tags;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds the address a node takes in one network. EC2 is the arbiter: an address that it refuses is
 * struck, and the search goes on from a fresh look at the subnet.
 */
final class AddressSearch {

    /**
     * How often the last addresses are left to those who come first, before this node takes one.
     */
    private static final int PATIENCE = 12;

    /** Blind nodes spread over at most 2 to this power places. */
    private static final int WIDEST_SPREAD_BITS = 7;

    private final Network network;
    private final Subnet subnet;
    private final String instanceId;
    private final List<Network> networksHere;
    private final List<Cidr> reservations;
    private final Set<Ip> struck = new HashSet<>();
    private List<Eni> interfaces;
    private List<Member> peers;
    private final RandomGenerator chance;
    private boolean peersKnown;
    private int waits;

    AddressSearch(Network network, Sight sight, RandomGenerator chance) {
        this.chance = chance;
        this.network = network;
        this.subnet = sight.subnetOf(network);
        this.instanceId = sight.node().instanceId();
        this.networksHere =
                sight.subnets().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(subnet))
                        .map(entry -> entry.getKey())
                        .toList();
        this.reservations = sight.reservations().getOrDefault(subnet.id(), List.of());
        this.interfaces = sight.interfaces();
        this.peers = sight.peers().orElse(List.of());
        this.peersKnown = sight.peers().isPresent();
    }

    String subnetId() {
        return subnet.id();
    }

    /**
     * The address to ask EC2 for.
     *
     * @return empty where others should go first: look again, after a pause
     * @throws Refused {@code SUBNET_FULL}
     */
    Optional<Ip> next(AddressMode.LowestFree mode) {
        AddressPool free = free(mode);
        return switch (AddressChoice.of(free, rank(), waits < PATIENCE)) {
            case AddressChoice.Take take -> Optional.of(take.address());
            case AddressChoice.WaitForOthers _ -> {
                waits++;
                yield Optional.empty();
            }
            case AddressChoice.Full _ -> throw full(mode);
        };
    }

    /**
     * Whether any address is free at all.
     *
     * @throws Refused {@code SUBNET_FULL}
     */
    void requireRoom(AddressMode.LowestFree mode) {
        if (free(mode).isEmpty()) {
            throw full(mode);
        }
    }

    /** EC2 says that the address is taken. */
    void strike(Ip address) {
        struck.add(address);
    }

    /** Goes on from a fresh look. */
    void look(List<Eni> interfacesNow, Optional<List<Member>> peersNow) {
        interfaces = interfacesNow;
        peers = peersNow.orElse(List.of());
        peersKnown = peersNow.isPresent();
    }

    private AddressPool free(AddressMode.LowestFree mode) {
        List<Eni> here =
                interfaces.stream().filter(eni -> eni.subnetId().equals(subnet.id())).toList();
        Set<Ip> taken = here.stream().flatMap(eni -> eni.addresses().stream()).collect(toSet());
        taken.addAll(struck);
        return AddressPool.ofSubnet(subnet.ipv4())
                .without(taken)
                .without(here.stream().flatMap(eni -> eni.prefixes().stream()).toArray(Cidr[]::new))
                .without(reservations.toArray(Cidr[]::new))
                .without(mode.exclude().toArray(Cidr[]::new));
    }

    /**
     * How many addresses of this subnet are still wanted by nodes, or networks of this node, that
     * come first. Where the peers cannot be read, chance spreads the nodes ever further instead.
     */
    private int rank() {
        if (!peersKnown) {
            return chance.nextInt(1 << Math.min(struck.size(), WIDEST_SPREAD_BITS));
        }
        Demand mine = new Demand(instanceId, network.slot());
        Set<Demand> served = new HashSet<>();
        for (Eni eni : interfaces) {
            String owner = eni.tags().get(Tags.INSTANCE);
            networksHere.stream()
                    .filter(
                            here ->
                                    owner != null
                                            && Tags.networkOf(eni).equals(Optional.of(here.name())))
                    .forEach(here -> served.add(new Demand(String.valueOf(owner), here.slot())));
        }
        Set<String> waiting =
                peers.stream()
                        .filter(peer -> peer.zone().equals(subnet.zone()) && peer.isLaunching())
                        .map(Member::instanceId)
                        .collect(toSet());
        waiting.add(instanceId);
        return (int)
                waiting.stream()
                        .flatMap(
                                peer ->
                                        networksHere.stream()
                                                .map(here -> new Demand(peer, here.slot())))
                        .filter(demand -> demand.compareTo(mine) < 0 && !served.contains(demand))
                        .count();
    }

    private Refused full(AddressMode.LowestFree mode) {
        long held =
                interfaces.stream()
                        .filter(eni -> eni.subnetId().equals(subnet.id()))
                        .mapToLong(eni -> eni.addresses().size())
                        .sum();
        return new Refused(
                Reason.SUBNET_FULL,
                "Subnet "
                        + subnet.id()
                        + " ("
                        + subnet.ipv4()
                        + ") is full for network '"
                        + network.name()
                        + "': of its "
                        + subnet.ipv4().size()
                        + " addresses interfaces hold "
                        + held
                        + ", EC2 keeps five, CIDR reservations keep "
                        + reservations
                        + " and the settings exclude "
                        + mode.exclude()
                        + ". Free addresses, or give the network a larger subnet.");
    }
}
