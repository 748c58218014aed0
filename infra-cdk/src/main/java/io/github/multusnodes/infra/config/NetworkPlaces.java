package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.Cidr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a network is: its slot on the nodes, its subnet in each zone, and how pods get to it.
 *
 * @param subnets by zone, in the file's order
 * @param tagKeys keys of the network's own tags
 * @param mtu of the nodes' interfaces, and so of the pods'
 * @param nodeRanges blocks that nodes take their addresses from, where the file names such
 */
public record NetworkPlaces(
        String name,
        int deviceIndex,
        int networkCardIndex,
        Map<String, Place> subnets,
        List<String> securityGroups,
        List<String> tagKeys,
        int mtu,
        List<Cidr> nodeRanges,
        Prefixes podPrefixes,
        Attachment attachment) {

    public NetworkPlaces {
        securityGroups = List.copyOf(securityGroups);
        tagKeys = List.copyOf(tagKeys);
        nodeRanges = List.copyOf(nodeRanges);
    }

    /** The name that its interface has on every node, whatever the kernel calls it. */
    public String interfaceName() {
        return networkCardIndex == 0
                ? "multus" + deviceIndex
                : "multus" + networkCardIndex + "-" + deviceIndex;
    }

    /**
     * The names of its NetworkAttachmentDefinitions: one for each zone where its pods' addresses
     * are those of the zone, else one for all nodes.
     */
    public List<String> attachmentNames() {
        return switch (attachment.plugin()) {
            case NONE -> List.of();
            case HOST_DEVICE -> List.of(name);
            case IPVLAN ->
                    delegatesPrefixes()
                            ? List.of(name)
                            : subnets.keySet().stream().map(this::attachmentName).toList();
        };
    }

    /** The name of the one that is for a zone. */
    public String attachmentName(String zone) {
        return name + "-" + zone;
    }

    /** Whether its interfaces get prefixes for pods. */
    public boolean delegatesPrefixes() {
        return podPrefixes.ipv4() + podPrefixes.ipv6() > 0;
    }

    /** How many prefixes each interface gets, for the pods behind it. */
    public record Prefixes(int ipv4, int ipv6) {}

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
