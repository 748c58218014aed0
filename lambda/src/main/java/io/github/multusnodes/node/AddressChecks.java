package io.github.multusnodes.node;

import io.github.multusnodes.address.AddressPool;
import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Refused.Reason;

import java.util.List;
import java.util.Optional;

/** Whether a subnet has what a network's address modes rely on. */
public final class AddressChecks {

    private AddressChecks() {}

    /**
     * What must hold before an interface is created.
     *
     * @param reservations all reservations of the subnet
     * @throws Refused {@code UNWANTED_ADDRESS_BLOCK}, {@code NO_ADDRESS_BLOCK} or {@code
     *     NO_RESERVATION}
     */
    public static void require(Network network, Subnet subnet, List<CidrReservation> reservations) {
        Optional<Cidr> ipv4 = subnet.block(Family.IPV4);
        if (ipv4.isPresent() && network.ipv4() instanceof AddressMode.None) {
            throw unwanted(network, subnet, ipv4.get());
        }
        for (Family family : Family.values()) {
            AddressMode mode = network.mode(family);
            if (mode instanceof AddressMode.None) {
                continue;
            }
            Cidr block = subnet.block(family).orElseThrow(() -> noBlock(network, family, subnet));
            if (mode instanceof AddressMode.InReservations(var names, _)) {
                requireReservations(network, subnet, block, names, reservations);
            }
        }
    }

    /**
     * The ranges meant for pods, for their prefixes or else, that EC2 itself may take an address
     * from, because no explicit reservation covers them; only in mode {@code auto}.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-cidr-reservation.html">
     *     Subnet CIDR reservations</a>
     */
    public static List<Cidr> unprotected(
            Network network, Family family, Subnet subnet, List<CidrReservation> reservations) {
        if (!(network.mode(family) instanceof AddressMode.Auto)) {
            return List.of();
        }
        Cidr[] explicit =
                reservations.stream()
                        .filter(its -> its.type() == CidrReservation.Type.EXPLICIT)
                        .map(CidrReservation::cidr)
                        .toArray(Cidr[]::new);
        return subnet.block(family).map(AddressPool::ofSubnet).stream()
                .flatMap(
                        whole ->
                                network.excluded(family).stream()
                                        .filter(
                                                range ->
                                                        !whole.within(range)
                                                                .without(explicit)
                                                                .isEmpty()))
                .toList();
    }

    /**
     * With one subnet every name must be one of its reservations. With several a name may be of
     * another zone's subnet, but a block inside this one may not, and one name must be of this one.
     */
    private static void requireReservations(
            Network network,
            Subnet subnet,
            Cidr block,
            List<ReservationName> names,
            List<CidrReservation> reservations) {
        boolean onlySubnet = network.subnets().size() == 1;
        List<ReservationName> unknown =
                names.stream()
                        .filter(name -> isUnknown(name, block, reservations))
                        .filter(name -> onlySubnet || name.mustBeIn(block))
                        .toList();
        boolean none = names.stream().allMatch(name -> isUnknown(name, block, reservations));
        if (none || !unknown.isEmpty()) {
            throw new Refused(
                    Reason.NO_RESERVATION,
                    "Network '"
                            + network.name()
                            + "' takes addresses from the CIDR reservations "
                            + names
                            + "; subnet "
                            + subnet.id()
                            + " ("
                            + block
                            + ", "
                            + subnet.zone()
                            + ") has "
                            + (unknown.isEmpty() ? "none of them" : "no " + unknown)
                            + ". It has "
                            + reservations
                            + ". Reserve the block, or name a reservation of this subnet.");
        }
    }

    private static boolean isUnknown(
            ReservationName name, Cidr block, List<CidrReservation> reservations) {
        return Territory.named(List.of(name), block, reservations).findAny().isEmpty();
    }

    private static Refused noBlock(Network network, Family family, Subnet subnet) {
        return new Refused(
                Reason.NO_ADDRESS_BLOCK,
                "Network '"
                        + network.name()
                        + "' needs an "
                        + family.label()
                        + " address; subnet "
                        + subnet.id()
                        + " in "
                        + subnet.zone()
                        + " has no "
                        + family.label()
                        + " block. "
                        + (family == Family.IPV4
                                ? "It is an IPv6-only subnet: set ipv4.mode to none and ipv6.mode"
                                        + " to another, or choose another subnet."
                                : "Give the subnet one, or choose another subnet or mode."));
    }

    /** EC2 gives every interface an IPv4 address where the subnet has a block of them. */
    private static Refused unwanted(Network network, Subnet subnet, Cidr block) {
        return new Refused(
                Reason.UNWANTED_ADDRESS_BLOCK,
                "Network '"
                        + network.name()
                        + "' wants no IPv4 address (ipv4.mode is none); subnet "
                        + subnet.id()
                        + " in "
                        + subnet.zone()
                        + " has the IPv4 block "
                        + block
                        + ", and EC2 would take an address of its own choice from it. Choose an"
                        + " IPv6-only subnet, or another ipv4.mode.");
    }
}
