package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.addresses;
import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.secondary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesResponse;

class AddressesTest {

    private final Ec2World it = new Ec2World();

    @Test
    void secondary_addresses_come_and_go() {
        String eni = it.create(r -> r.privateIpAddress("10.0.0.9")).networkInterfaceId();
        int before = it.free();

        AssignPrivateIpAddressesResponse got =
                it.ec2.assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(eni).privateIpAddresses("10.0.0.20"));
        assertThat(got.networkInterfaceId()).isEqualTo(eni);
        assertThat(got.assignedPrivateIpAddresses())
                .extracting("privateIpAddress")
                .containsExactly("10.0.0.20");
        it.ec2.assignPrivateIpAddresses(
                r -> r.networkInterfaceId(eni).secondaryPrivateIpAddressCount(2));
        assertThat(addresses(it.describe(eni))).hasSize(4).startsWith("10.0.0.9", "10.0.0.20");
        assertThat(it.free()).isEqualTo(before - 3);

        it.ec2.unassignPrivateIpAddresses(
                r -> r.networkInterfaceId(eni).privateIpAddresses("10.0.0.20"));
        assertThat(addresses(it.describe(eni))).hasSize(3).doesNotContain("10.0.0.20");
        assertThat(it.free()).isEqualTo(before - 2);
    }

    @Test
    void an_address_moves_only_when_that_is_allowed() {
        String from =
                it.create(
                                r ->
                                        r.privateIpAddress("10.0.0.9")
                                                .privateIpAddresses(secondary("10.0.0.10")))
                        .networkInterfaceId();
        String to = it.createId();
        assertRefused(
                () ->
                        it.ec2.assignPrivateIpAddresses(
                                r -> r.networkInterfaceId(to).privateIpAddresses("10.0.0.10")),
                "InvalidParameterValue",
                "[10.0.0.10] assigned, but move is not allowed.");
        assertRefused(
                () -> move(to, "10.0.0.9"),
                "InvalidParameterValue",
                "[10.0.0.9] assigned, but move is not allowed.");

        move(to, "10.0.0.10");

        assertThat(addresses(it.describe(from))).containsExactly("10.0.0.9");
        assertThat(addresses(it.describe(to))).contains("10.0.0.10");
        String third = it.createId();
        move(third, "10.0.0.10");
        assertThat(addresses(it.describe(to))).hasSize(1);
        assertThat(addresses(it.describe(third))).contains("10.0.0.10");
        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(from));
        assertRefused(
                () -> it.create(r -> r.privateIpAddress("10.0.0.10")),
                "InvalidIPAddress.InUse",
                "The specified address is already in use.");
    }

    @Test
    void prefixes_take_sixteen_addresses_each_and_are_listed_apart() {
        String eni = it.createId();
        int before = it.free();
        AssignPrivateIpAddressesResponse got =
                it.ec2.assignPrivateIpAddresses(r -> r.networkInterfaceId(eni).ipv4PrefixCount(2));
        assertThat(got.assignedIpv4Prefixes()).hasSize(2);
        assertThat(it.describe(eni).ipv4Prefixes()).hasSize(2);
        assertThat(it.describe(eni).privateIpAddresses()).hasSize(1);
        assertThat(it.free()).isEqualTo(before - 32);

        String prefix = got.assignedIpv4Prefixes().getFirst().ipv4Prefix();
        it.ec2.unassignPrivateIpAddresses(r -> r.networkInterfaceId(eni).ipv4Prefixes(prefix));
        assertThat(it.free()).isEqualTo(before - 16);
    }

    @Test
    void a_fragmented_subnet_has_no_prefix_to_give() {
        for (int block = 0; block < 16; block++) {
            String address = "10.0.0." + (block * 16 + 8);
            it.create(r -> r.privateIpAddress(address));
        }
        assertRefused(
                () -> it.create(r -> r.ipv4PrefixCount(1)),
                "InsufficientCidrBlocks",
                "The specified subnet does not have enough free cidr blocks to satisfy the"
                        + " request.");
    }

    @Test
    void a_full_subnet_has_no_prefix_to_give() {
        String small = it.newSubnet("10.0.9.0/28", "us-west-2a");
        assertRefused(
                () -> it.create(r -> r.subnetId(small).ipv4PrefixCount(1)),
                "InvalidParameterValue",
                "There aren't sufficient free Ipv4 addresses or prefixes");
    }

    @Test
    void the_type_of_the_instance_limits_addresses_and_prefixes_together() {
        String eni = it.create(r -> r.secondaryPrivateIpAddressCount(4)).networkInterfaceId();
        it.attach(eni, it.running(InstanceType.T3_MEDIUM), 1);
        it.ec2.assignPrivateIpAddresses(r -> r.networkInterfaceId(eni).ipv4PrefixCount(1));
        assertRefused(
                () ->
                        it.ec2.assignPrivateIpAddresses(
                                r -> r.networkInterfaceId(eni).secondaryPrivateIpAddressCount(1)),
                "PrivateIpAddressLimitExceeded",
                "Number of private addresses will exceed limit.");
    }

    @Test
    void the_primary_address_and_foreign_ones_cannot_be_unassigned() {
        String eni = it.create(r -> r.privateIpAddress("10.0.0.9")).networkInterfaceId();
        assertRefused(
                () -> unassign(eni, "10.0.0.9"),
                "InvalidParameterValue",
                "The primary address of interface " + eni + " cannot be unassigned");
        assertRefused(
                () -> unassign(eni, "10.0.0.77"),
                "InvalidParameterValue",
                "Some of the specified addresses are not assigned to interface " + eni);
    }

    @Test
    void a_request_for_nothing_is_refused() {
        String eni = it.createId();
        assertRefused(
                () -> it.ec2.assignPrivateIpAddresses(r -> r.networkInterfaceId(eni)),
                "MissingParameter",
                "The request must contain addresses, a count, prefixes, or a prefix count");
    }

    @Test
    void ipv6_addresses_and_prefixes_come_and_go() {
        String eni = it.createId();
        AssignIpv6AddressesResponse got =
                it.ec2.assignIpv6Addresses(r -> r.networkInterfaceId(eni).ipv6AddressCount(2));
        assertThat(got.assignedIpv6Addresses()).hasSize(2);
        AssignIpv6AddressesResponse prefix =
                it.ec2.assignIpv6Addresses(r -> r.networkInterfaceId(eni).ipv6PrefixCount(1));
        assertThat(prefix.assignedIpv6Prefixes()).singleElement().asString().endsWith("/80");
        String other = it.createId();
        String taken = got.assignedIpv6Addresses().getFirst();
        assertRefused(
                () ->
                        it.ec2.assignIpv6Addresses(
                                r -> r.networkInterfaceId(other).ipv6Addresses(taken)),
                "InvalidParameterValue",
                "[" + taken + "] assigned, but move is not allowed.");

        UnassignIpv6AddressesResponse lost =
                it.ec2.unassignIpv6Addresses(
                        r ->
                                r.networkInterfaceId(eni)
                                        .ipv6Addresses(taken)
                                        .ipv6Prefixes(prefix.assignedIpv6Prefixes()));

        assertThat(lost.unassignedIpv6Addresses()).containsExactly(taken);
        assertThat(lost.unassignedIpv6Prefixes()).isEqualTo(prefix.assignedIpv6Prefixes());
        assertThat(it.describe(eni).ipv6Addresses()).hasSize(1);
    }

    @Test
    void a_subnet_without_ipv6_gives_none() {
        assertRefused(
                () -> it.create(r -> r.subnetId(it.subnetInB).ipv6AddressCount(1)),
                "InvalidParameterValue",
                "The subnet '" + it.subnetInB + "' does not have an IPv6 CIDR block");
    }

    private void move(String to, String address) {
        it.ec2.assignPrivateIpAddresses(
                r -> r.networkInterfaceId(to).privateIpAddresses(address).allowReassignment(true));
    }

    private void unassign(String eni, String address) {
        it.ec2.unassignPrivateIpAddresses(
                r -> r.networkInterfaceId(eni).privateIpAddresses(address));
    }
}
