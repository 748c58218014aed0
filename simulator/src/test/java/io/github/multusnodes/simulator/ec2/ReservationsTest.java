package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.state.ec2.Block;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

import java.util.stream.IntStream;

class ReservationsTest {

    private final Ec2World it = new Ec2World();

    @Test
    void the_sdk_parses_what_was_reserved() {
        SubnetCidrReservation made =
                it.ec2
                        .createSubnetCidrReservation(
                                r ->
                                        r.subnetId(it.subnet)
                                                .cidr("10.0.0.64/26")
                                                .reservationType(SubnetCidrReservationType.EXPLICIT)
                                                .description("pods"))
                        .subnetCidrReservation();
        assertThat(made.subnetCidrReservationId()).startsWith("scr-0");
        String ipv6 =
                it.world
                                .ec2()
                                .subnets()
                                .directory()
                                .find(it.subnet)
                                .orElseThrow()
                                .ipv6Cidr()
                                .orElseThrow()
                                .first()
                        + "/80";
        reserve(ipv6, SubnetCidrReservationType.PREFIX);

        GetSubnetCidrReservationsResponse all =
                it.ec2.getSubnetCidrReservations(r -> r.subnetId(it.subnet));
        assertThat(all.subnetIpv4CidrReservations()).containsExactly(made);
        assertThat(all.subnetIpv6CidrReservations())
                .extracting(SubnetCidrReservation::cidr)
                .containsExactly(ipv6);
        assertThat(made.cidr()).isEqualTo("10.0.0.64/26");
        assertThat(made.reservationType()).isEqualTo(SubnetCidrReservationType.EXPLICIT);
        assertThat(made.ownerId()).isEqualTo("123456789012");
        assertThat(made.description()).isEqualTo("pods");

        String id = made.subnetCidrReservationId();
        assertThat(
                        it.ec2
                                .deleteSubnetCidrReservation(r -> r.subnetCidrReservationId(id))
                                .deletedSubnetCidrReservation())
                .isEqualTo(made);
        assertRefused(
                () -> it.ec2.deleteSubnetCidrReservation(r -> r.subnetCidrReservationId(id)),
                "InvalidSubnetCidrReservationID.NotFound",
                "The subnet-cidr-reservation ID '" + id + "' does not exist");
    }

    @Test
    void overlaps_and_blocks_outside_are_refused() {
        reserve("10.0.0.64/26", SubnetCidrReservationType.EXPLICIT);
        assertRefused(
                () -> reserve("10.0.0.112/28", SubnetCidrReservationType.PREFIX),
                "InvalidParameterValue",
                "Reservation CIDR 10.0.0.112/28 has overlap with existing reserved CIDR block");
        assertRefused(
                () -> reserve("10.0.1.0/28", SubnetCidrReservationType.PREFIX),
                "InvalidParameterValue",
                "Reservation CIDR should be within subnet CIDR block (10.0.0.0/24)");
        assertRefused(
                () -> it.ec2.getSubnetCidrReservations(r -> r.subnetId("subnet-0")),
                "InvalidSubnetID.NotFound",
                "The subnet ID 'subnet-0' does not exist");
    }

    @Test
    void ec2_itself_takes_nothing_from_reservations_but_one_may_name_it() {
        reserve("10.0.0.128/25", SubnetCidrReservationType.EXPLICIT);
        reserve("10.0.0.64/26", SubnetCidrReservationType.PREFIX);
        IntStream.range(0, 60).forEach(_ -> it.createId());

        assertThat(it.world.ec2().networkInterfaces().directory().all())
                .extracting(its -> its.primaryIp().orElseThrow())
                .allMatch(ip -> Block.parse("10.0.0.0/26").orElseThrow().contains(ip));
        assertRefused(
                it::createId,
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not have enough free addresses to satisfy the request.");
        it.create(r -> r.privateIpAddress("10.0.0.200"));
    }

    @Test
    void prefixes_come_from_their_reservation_first() {
        reserve("10.0.0.224/27", SubnetCidrReservationType.PREFIX);
        assertThat(prefix()).isEqualTo("10.0.0.224/28");
        assertThat(prefix()).isNotEqualTo("10.0.0.240/28");
    }

    private String prefix() {
        return it.ec2
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(it.createId()).ipv4PrefixCount(1))
                .assignedIpv4Prefixes()
                .getFirst()
                .ipv4Prefix();
    }

    private void reserve(String cidr, SubnetCidrReservationType type) {
        it.ec2.createSubnetCidrReservation(
                r -> r.subnetId(it.subnet).cidr(cidr).reservationType(type));
    }
}
