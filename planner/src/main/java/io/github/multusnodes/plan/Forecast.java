package io.github.multusnodes.plan;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressChoice;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Ranks;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.node.Territory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the next nodes get in one subnet, one node after the other. Decides as the function does:
 * the networks of a node choose side by side, by rank; whoever meets another looks again. Prefixes
 * come once all interfaces are there.
 */
final class Forecast {

    private static final String NODE = "the next node";

    private static final BigInteger FURTHEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final List<Network> networks;
    private final Stock stock;
    private final List<Shortage> shortages = new ArrayList<>();

    Forecast(Ground ground) {
        this.networks = ground.networks();
        this.stock = new Stock(ground);
    }

    /**
     * What the next node gets in each network.
     *
     * @return empty if it does not fit: {@link #shortages} tells why
     */
    Optional<Map<Network, Share>> next() {
        Map<Network, Share> got = new LinkedHashMap<>();
        addresses(got);
        for (Family family : Family.values()) {
            prefixes(family, got);
        }
        return shortages.isEmpty() ? Optional.of(got) : Optional.empty();
    }

    /** What the next nodes get, as far as they fit. */
    List<Map<Network, Share>> next(int nodes) {
        return Stream.generate(this::next)
                .limit(nodes)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What there was not enough of; each once. */
    List<Shortage> shortages() {
        return List.copyOf(shortages);
    }

    private void addresses(Map<Network, Share> got) {
        List<Network> waiting = new ArrayList<>(networks);
        while (!waiting.isEmpty() && shortages.isEmpty()) {
            Map<Network, Share> taken = addressRound(waiting, interfaces(got));
            got.putAll(taken);
            waiting.removeAll(taken.keySet());
        }
    }

    /** All choose from the same sight, and EC2 gives an address to the first who asks. */
    private Map<Network, Share> addressRound(List<Network> waiting, List<Eni> made) {
        Map<Network, Share> chosen = new LinkedHashMap<>();
        for (Network network : waiting) {
            choose(network, made).ifPresent(share -> chosen.put(network, share));
        }
        Set<Ip> gone = new HashSet<>();
        chosen.values()
                .removeIf(
                        share -> share.addresses().values().stream().anyMatch(ip -> !gone.add(ip)));
        stock.give(gone, List.of());
        return chosen;
    }

    private Optional<Share> choose(Network network, List<Eni> made) {
        Map<Family, Ip> addresses = new EnumMap<>(Family.class);
        boolean waits = false;
        for (Family family : Ground.families(network)) {
            switch (choice(network, family, made)) {
                case AddressChoice.Take(Ip address) -> addresses.put(family, address);
                case AddressChoice.WaitForOthers _ -> waits = true;
                case AddressChoice.Full _ ->
                        shortages.add(new Shortage.OfAddresses(network, family));
            }
        }
        return waits ? Optional.empty() : Optional.of(new Share(addresses, List.of()));
    }

    private AddressChoice choice(Network network, Family family, List<Eni> made) {
        Territory left = stock.addresses(network, family);
        if (network.mode(family) instanceof AddressMode.Auto && !left.isEmpty()) {
            return new AddressChoice.Take(ofEc2(left, network.excluded(family)));
        }
        int rank = Ranks.of(NODE, network, stock.territories(family), Set.of(), made);
        return AddressChoice.of(left, rank, true);
    }

    /** Some address that EC2 may choose, outside of the ranges for pods as long as there is one. */
    private static Ip ofEc2(Territory left, List<Cidr> pods) {
        Territory outside = left.without(List.of(), pods);
        Territory likely = outside.isEmpty() ? left : outside;
        BigInteger last = likely.size().subtract(BigInteger.ONE).min(FURTHEST);
        return likely.nth(last.longValueExact()).orElseThrow();
    }

    private void prefixes(Family family, Map<Network, Share> got) {
        List<Network> waiting =
                new ArrayList<>(
                        networks.stream()
                                .filter(its -> its.podPrefixes().count(family) > 0)
                                .toList());
        while (!waiting.isEmpty() && shortages.isEmpty()) {
            Map<Network, List<Cidr>> taken = prefixRound(family, waiting, interfaces(got));
            taken.forEach(
                    (network, prefixes) ->
                            got.computeIfPresent(network, (_, share) -> share.with(prefixes)));
            waiting.removeAll(taken.keySet());
        }
    }

    private Map<Network, List<Cidr>> prefixRound(
            Family family, List<Network> waiting, List<Eni> made) {
        Map<Network, List<Cidr>> chosen = new LinkedHashMap<>();
        List<Cidr> gone = new ArrayList<>();
        for (Network network : waiting) {
            List<Cidr> prefixes = delegate(network, family, made);
            if (!prefixes.isEmpty() && gone.stream().noneMatch(prefixes::contains)) {
                chosen.put(network, prefixes);
                gone.addAll(prefixes);
            }
        }
        stock.give(List.of(), gone);
        return chosen;
    }

    /** Nothing where others of the node go first. */
    private List<Cidr> delegate(Network network, Family family, List<Eni> made) {
        PrefixTerritory left = stock.prefixes(network, family);
        int wanted = network.podPrefixes().count(family);
        BigInteger last = left.size().subtract(BigInteger.valueOf(wanted));
        if (last.signum() < 0) {
            shortages.add(new Shortage.OfPrefixes(network, family));
            return List.of();
        }
        BigInteger ahead =
                BigInteger.valueOf(
                        Ranks.ofPrefixes(
                                NODE,
                                network,
                                family,
                                stock.delegable(family),
                                Set.of(NODE),
                                made));
        return ahead.compareTo(last) > 0 ? List.of() : left.prefixes(ahead, wanted);
    }

    private static List<Eni> interfaces(Map<Network, Share> got) {
        return got.entrySet().stream()
                .map(
                        each ->
                                new Eni(
                                        "not made",
                                        "",
                                        List.copyOf(each.getValue().addresses().values()),
                                        each.getValue().prefixes(),
                                        Optional.empty(),
                                        true,
                                        Tags.of("", NODE, each.getKey())))
                .toList();
    }
}
