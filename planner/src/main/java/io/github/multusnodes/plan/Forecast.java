package io.github.multusnodes.plan;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressChoice;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Ranks;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.node.Territory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the next nodes get in one subnet, one node after the other. Decides as the function does:
 * the networks of a node choose side by side, by rank; whoever meets another looks again.
 */
final class Forecast {

    private static final String NODE = "the next node";

    private static final Territory NOTHING = new Territory(List.of());

    private static final BigInteger FURTHEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final List<Network> networks;
    private final Map<Family, Map<Network, Territory>> whole = new EnumMap<>(Family.class);
    private final Map<Family, Map<Network, Territory>> free = new EnumMap<>(Family.class);
    private final List<String> full = new ArrayList<>();

    Forecast(Ground ground) {
        this.networks = ground.networks();
        for (Family family : Family.values()) {
            Map<Network, Territory> mayTake = new HashMap<>();
            Map<Network, Territory> left = new HashMap<>();
            for (Network network : networks) {
                if (network.mode(family) instanceof AddressMode.Chosen) {
                    mayTake.put(network, ground.territory(network, family));
                }
                left.put(network, ground.free(network, family));
            }
            whole.put(family, mayTake);
            free.put(family, left);
        }
    }

    /**
     * What the next node gets in each network; in mode {@code auto} some address that EC2 may
     * choose.
     *
     * @return empty if it does not fit: {@link #full} tells where
     */
    Optional<Map<Network, Map<Family, Ip>>> next() {
        Map<Network, Map<Family, Ip>> got = new LinkedHashMap<>();
        List<Network> waiting = new ArrayList<>(networks);
        while (!waiting.isEmpty()) {
            Map<Network, Map<Family, Ip>> taken = round(waiting, interfaces(got));
            if (!full.isEmpty()) {
                return Optional.empty();
            }
            got.putAll(taken);
            waiting.removeAll(taken.keySet());
        }
        return Optional.of(got);
    }

    /** What the next nodes get, as far as they fit. */
    List<Map<Network, Map<Family, Ip>>> next(int nodes) {
        return Stream.generate(this::next)
                .limit(nodes)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where there was no room, as {@code n3 (IPv4)}; each once. */
    List<String> full() {
        return List.copyOf(full);
    }

    /** All choose from the same sight, and EC2 gives an address to the first who asks. */
    private Map<Network, Map<Family, Ip>> round(List<Network> waiting, List<Eni> made) {
        Map<Network, Map<Family, Ip>> chosen = new LinkedHashMap<>();
        for (Network network : waiting) {
            choose(network, made).ifPresent(addresses -> chosen.put(network, addresses));
        }
        Set<Ip> gone = new HashSet<>();
        chosen.values()
                .removeIf(addresses -> addresses.values().stream().anyMatch(ip -> !gone.add(ip)));
        free.values().forEach(its -> its.replaceAll((_, left) -> left.without(gone, List.of())));
        return chosen;
    }

    private Optional<Map<Family, Ip>> choose(Network network, List<Eni> made) {
        Map<Family, Ip> addresses = new EnumMap<>(Family.class);
        boolean waits = false;
        for (Family family : Ground.families(network)) {
            switch (choice(network, family, made)) {
                case AddressChoice.Take(Ip address) -> addresses.put(family, address);
                case AddressChoice.WaitForOthers _ -> waits = true;
                case AddressChoice.Full _ -> full.add(network.name() + " (" + family.label() + ")");
            }
        }
        return waits ? Optional.empty() : Optional.of(addresses);
    }

    private AddressChoice choice(Network network, Family family, List<Eni> made) {
        Territory left = free.getOrDefault(family, Map.of()).getOrDefault(network, NOTHING);
        if (network.mode(family) instanceof AddressMode.Auto && !left.isEmpty()) {
            BigInteger last = left.size().subtract(BigInteger.ONE).min(FURTHEST);
            return new AddressChoice.Take(left.nth(last.longValueExact()).orElseThrow());
        }
        Map<Network, Territory> beside = whole.getOrDefault(family, Map.of());
        int rank = Ranks.of(NODE, network, beside, Set.of(), made);
        return AddressChoice.of(left, rank, true);
    }

    private static List<Eni> interfaces(Map<Network, Map<Family, Ip>> got) {
        return got.entrySet().stream()
                .map(
                        each ->
                                new Eni(
                                        "not made",
                                        "",
                                        List.copyOf(each.getValue().values()),
                                        List.of(),
                                        Optional.empty(),
                                        true,
                                        Tags.of("", NODE, each.getKey())))
                .toList();
    }
}
