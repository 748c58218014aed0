package io.github.multusnodes.node;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the IPv4 addresses of nodes are from those kept for pods, for one network in one subnet.
 *
 * @param nodeGroup whose nodes
 * @param reservations all reservations of the subnet
 * @param interfaces those in the subnet that are known; what others hold counts as free
 */
public record Headroom(
        String nodeGroup,
        Network network,
        Subnet subnet,
        List<CidrReservation> reservations,
        List<Eni> interfaces) {

    public Headroom {
        reservations = List.copyOf(reservations);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * How many free addresses nodes can still take before they come to a range that is kept for
     * pods, or have none left. In mode {@code lowest-free} such a range is excluded or reserved,
     * and the next one to come to is the first above the highest address that a node of the group
     * holds: holes below it count, for they are filled first. In mode {@code reservation} it is all
     * that is left in the reservations, which nodes never leave.
     *
     * @return empty if no range is kept for pods in this subnet, or EC2 chooses, or there are no
     *     IPv4 addresses
     */
    public Optional<Long> untilPods() {
        boolean counts =
                switch (network.ipv4()) {
                    case AddressMode.None _, AddressMode.Auto _ -> false;
                    case AddressMode.LowestFree _ -> ranges().findAny().isPresent();
                    case AddressMode.InReservations _ -> true;
                };
        return subnet.block(Family.IPV4).filter(_ -> counts).map(_ -> count());
    }

    private long count() {
        Territory territory = Territory.of(network, Family.IPV4, subnet, reservations);
        Territory free = territory.beside(interfaces);
        return nextRange(territory)
                .map(range -> free.below(range.first()))
                .orElse(free)
                .size()
                .longValueExact();
    }

    private Optional<Cidr> nextRange(Territory territory) {
        if (network.ipv4() instanceof AddressMode.InReservations) {
            return Optional.empty();
        }
        Optional<Ip> highest =
                interfaces.stream()
                        .filter(this::isOurs)
                        .flatMap(eni -> eni.addresses().stream().limit(1))
                        .filter(territory::contains)
                        .max(Comparator.naturalOrder());
        return highest.or(() -> territory.nth(0))
                .flatMap(
                        from ->
                                ranges().filter(range -> range.first().compareTo(from) > 0)
                                        .min(Comparator.comparing(Cidr::first)));
    }

    private boolean isOurs(Eni eni) {
        return nodeGroup.equals(eni.tags().get(Tags.NODE_GROUP))
                && network.name().equals(eni.tags().get(Tags.NETWORK));
    }

    /** What nodes must pass over in this subnet. */
    private Stream<Cidr> ranges() {
        return Stream.concat(
                        network.excluded(Family.IPV4).stream(),
                        reservations.stream().map(CidrReservation::cidr))
                .filter(range -> subnet.block(Family.IPV4).filter(range::overlaps).isPresent());
    }
}
