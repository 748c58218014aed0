package io.github.multusnodes.plan;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PrefixTerritory;
import io.github.multusnodes.node.Territory;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the networks of a subnet may take, and what of it is left. */
final class Stock {

    private final Map<Family, Map<Network, Territory>> territories = new EnumMap<>(Family.class);
    private final Map<Family, Map<Network, Territory>> addresses = new EnumMap<>(Family.class);
    private final Map<Family, Map<Network, PrefixTerritory>> delegable =
            new EnumMap<>(Family.class);
    private final Map<Family, Map<Network, PrefixTerritory>> prefixes = new EnumMap<>(Family.class);

    Stock(Ground ground) {
        for (Family family : Family.values()) {
            Map<Network, Territory> whole = new HashMap<>();
            Map<Network, Territory> left = new HashMap<>();
            Map<Network, PrefixTerritory> wholePrefixes = new HashMap<>();
            Map<Network, PrefixTerritory> leftPrefixes = new HashMap<>();
            for (Network network : ground.networks()) {
                if (network.mode(family) instanceof AddressMode.Chosen) {
                    whole.put(network, ground.territory(network, family));
                }
                left.put(network, ground.free(network, family));
                wholePrefixes.put(network, ground.delegable(network, family));
                leftPrefixes.put(network, ground.freePrefixes(network, family));
            }
            territories.put(family, whole);
            addresses.put(family, left);
            delegable.put(family, wholePrefixes);
            prefixes.put(family, leftPrefixes);
        }
    }

    /** What each network that chooses by itself may take, whoever holds it now. */
    Map<Network, Territory> territories(Family family) {
        return of(territories, family);
    }

    /** The addresses that are left for a network. */
    Territory addresses(Network network, Family family) {
        return Objects.requireNonNull(of(addresses, family).get(network), network.name());
    }

    /** What each network may delegate, whoever holds it now. */
    Map<Network, PrefixTerritory> delegable(Family family) {
        return of(delegable, family);
    }

    /** The prefixes that are left for a network. */
    PrefixTerritory prefixes(Network network, Family family) {
        return Objects.requireNonNull(of(prefixes, family).get(network), network.name());
    }

    /** Somebody holds these now. */
    void give(Collection<Ip> ips, Collection<Cidr> blocks) {
        addresses.values().forEach(its -> its.replaceAll((_, left) -> left.without(ips, blocks)));
        prefixes.values().forEach(its -> its.replaceAll((_, left) -> left.without(ips, blocks)));
    }

    private static <T> Map<Network, T> of(Map<Family, Map<Network, T>> all, Family family) {
        return Objects.requireNonNull(all.get(family), family.label());
    }
}
