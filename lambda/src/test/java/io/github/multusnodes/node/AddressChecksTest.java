package io.github.multusnodes.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Refused.Reason;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class AddressChecksTest {

    private static final Subnet IPV4_ONLY =
            new Subnet("subnet-a", "us-west-2a", Map.of(Family.IPV4, Cidr.parse("10.0.0.0/24")));
    private static final Subnet DUAL_STACK =
            new Subnet(
                    "subnet-a",
                    "us-west-2a",
                    Map.of(
                            Family.IPV4,
                            Cidr.parse("10.0.0.0/24"),
                            Family.IPV6,
                            Cidr.parse("2001:db8::/64")));
    private static final Subnet IPV6_ONLY =
            new Subnet("subnet-a", "us-west-2a", Map.of(Family.IPV6, Cidr.parse("2001:db8::/64")));
    private static final AddressMode LOWEST = new AddressMode.LowestFree(List.of());

    @Test
    void a_family_that_the_subnet_does_not_have_is_refused() {
        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> AddressChecks.require(network(LOWEST, LOWEST), IPV4_ONLY, List.of()));

        assertThat(refused.reason()).isEqualTo(Reason.NO_ADDRESS_BLOCK);
        assertThat(refused)
                .hasMessage(
                        "Network 'n1' needs an IPv6 address; subnet subnet-a in us-west-2a has no"
                                + " IPv6 block. Give the subnet one, or choose another subnet or"
                                + " mode.");
        AddressChecks.require(network(LOWEST, new AddressMode.None()), IPV4_ONLY, List.of());
        AddressChecks.require(network(LOWEST, LOWEST), DUAL_STACK, List.of());
    }

    @Test
    void ipv4_in_an_ipv6_only_subnet_is_refused() {
        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> AddressChecks.require(network(LOWEST, LOWEST), IPV6_ONLY, List.of()));

        assertThat(refused.reason()).isEqualTo(Reason.NO_ADDRESS_BLOCK);
        assertThat(refused)
                .hasMessage(
                        "Network 'n1' needs an IPv4 address; subnet subnet-a in us-west-2a has no"
                                + " IPv4 block. It is an IPv6-only subnet: set ipv4.mode to none"
                                + " and ipv6.mode to another, or choose another subnet.");
        AddressChecks.require(network(new AddressMode.None(), LOWEST), IPV6_ONLY, List.of());
    }

    @Test
    void no_ipv4_where_ec2_would_give_some_is_refused() {
        Network network = network(new AddressMode.None(), LOWEST);
        Refused refused =
                catchThrowableOfType(
                        Refused.class, () -> AddressChecks.require(network, DUAL_STACK, List.of()));

        assertThat(refused.reason()).isEqualTo(Reason.UNWANTED_ADDRESS_BLOCK);
        assertThat(refused)
                .hasMessage(
                        "Network 'n1' wants no IPv4 address (ipv4.mode is none); subnet subnet-a in"
                                + " us-west-2a has the IPv4 block 10.0.0.0/24, and EC2 would take"
                                + " an address of its own choice from it. Choose an IPv6-only"
                                + " subnet, or another ipv4.mode.");
    }

    @Test
    void a_reservation_of_the_other_family_is_none() {
        AddressMode byId =
                new AddressMode.InReservations(
                        List.of(new ReservationName.ById("scr-6")), List.of());
        List<CidrReservation> reservations =
                List.of(
                        new CidrReservation(
                                "scr-6",
                                Cidr.parse("2001:db8::/80"),
                                CidrReservation.Type.EXPLICIT));

        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> AddressChecks.require(network(byId, byId), DUAL_STACK, reservations));

        assertThat(refused.reason()).isEqualTo(Reason.NO_RESERVATION);
        assertThat(refused)
                .hasMessage(
                        "Network 'n1' takes addresses from the CIDR reservations [scr-6]; subnet"
                                + " subnet-a (10.0.0.0/24, us-west-2a) has no [scr-6]. It has"
                                + " [2001:db8::/80 (scr-6, explicit)]. Reserve the block, or name a"
                                + " reservation of this subnet.");
        AddressChecks.require(network(LOWEST, byId), DUAL_STACK, reservations);
    }

    @Test
    void a_range_is_protected_by_explicit_reservations_that_cover_it_together() {
        AddressMode auto =
                new AddressMode.Auto(
                        Stream.of("10.0.0.64/26", "10.0.0.64/27", "10.0.0.0/30", "10.0.9.0/24")
                                .map(Cidr::parse)
                                .toList());
        CidrReservation lower =
                new CidrReservation(
                        "scr-1", Cidr.parse("10.0.0.64/27"), CidrReservation.Type.EXPLICIT);
        CidrReservation upper =
                new CidrReservation(
                        "scr-2", Cidr.parse("10.0.0.96/27"), CidrReservation.Type.EXPLICIT);
        CidrReservation upperForPrefixes =
                new CidrReservation(
                        "scr-2", Cidr.parse("10.0.0.96/27"), CidrReservation.Type.PREFIX);

        assertThat(unprotected(auto, lower, upper)).isEmpty();
        assertThat(unprotected(auto, lower, upperForPrefixes))
                .containsExactly(Cidr.parse("10.0.0.64/26"));
        assertThat(unprotected(auto))
                .containsExactly(Cidr.parse("10.0.0.64/26"), Cidr.parse("10.0.0.64/27"));
        assertThat(unprotected(LOWEST)).isEmpty();
    }

    private static List<Cidr> unprotected(AddressMode mode, CidrReservation... reservations) {
        return AddressChecks.unprotected(
                network(mode, new AddressMode.None()),
                Family.IPV4,
                IPV4_ONLY,
                List.of(reservations));
    }

    private static Network network(AddressMode ipv4, AddressMode ipv6) {
        return new Network(
                "n1", new Slot(0, 1), List.of("subnet-a"), List.of(), ipv4, ipv6, true, Map.of());
    }
}
