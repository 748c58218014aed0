package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.Cidr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a network is: its slot on the nodes, and its subnet in each zone.
 *
 * @param subnets by zone, in the file's order
 * @param tagKeys keys of the network's own tags
 * @param delegatesPrefixes whether its interfaces get prefixes for pods
 */
public record NetworkPlaces(
        String name,
        int deviceIndex,
        int networkCardIndex,
        Map<String, Place> subnets,
        List<String> securityGroups,
        List<String> tagKeys,
        boolean delegatesPrefixes) {

    public NetworkPlaces {
        securityGroups = List.copyOf(securityGroups);
        tagKeys = List.copyOf(tagKeys);
    }

    /** Every range that is kept for the network's pods. */
    public Stream<Cidr> podRanges() {
        return subnets.values().stream().flatMap(place -> place.pods().stream());
    }

    /**
     * A network's subnet in one zone.
     *
     * @param blocks the subnet's own, at most one of each family
     * @param pods ranges kept for pods: no node takes from them, and they are reserved
     * @param reservations all that the stack makes in it, those for pods included
     */
    public record Place(
            String subnet, List<Cidr> blocks, List<Cidr> pods, List<Reservation> reservations) {

        public Place {
            blocks = List.copyOf(blocks);
            pods = List.copyOf(pods);
            reservations = List.copyOf(reservations);
        }
    }

    /** A subnet CIDR reservation that the stack makes. */
    public record Reservation(Cidr cidr, ReservationType type, Optional<String> description) {}

    /** Who takes addresses from a reservation. */
    public enum ReservationType {
        /** Whoever names them. */
        EXPLICIT("explicit"),
        /** EC2, for delegated prefixes. */
        PREFIX("prefix");

        private final String label;

        ReservationType(String label) {
            this.label = label;
        }

        /** As EC2 spells it. */
        public String label() {
            return label;
        }
    }
}
