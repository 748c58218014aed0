package io.github.multusnodes.plan;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PodPrefixes;

/** What a network runs out of in a subnet. */
sealed interface Shortage {

    /** Why the next node does not fit. */
    String text();

    /** What is used up by then. */
    String stock();

    /** Addresses of a family for interfaces. */
    record OfAddresses(Network network, Family family) implements Shortage {
        @Override
        public String text() {
            return "no free address for %s (%s)".formatted(network.name(), family.label());
        }

        @Override
        public String stock() {
            return "the %s addresses of %s".formatted(family.label(), network.name());
        }
    }

    /** Whole prefixes of a family for pods. */
    record OfPrefixes(Network network, Family family) implements Shortage {
        @Override
        public String text() {
            int wanted = network.podPrefixes().count(family);
            return "%s for %s (%s)"
                    .formatted(
                            wanted == 1
                                    ? "no free /%d prefix".formatted(PodPrefixes.length(family))
                                    : "fewer than %d free /%d prefixes"
                                            .formatted(wanted, PodPrefixes.length(family)),
                            network.name(),
                            family.label());
        }

        @Override
        public String stock() {
            return "the %s prefixes of %s".formatted(family.label(), network.name());
        }
    }
}
