package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.filter;
import static io.github.multusnodes.simulator.ec2.Sdk.ipv6;
import static io.github.multusnodes.simulator.ec2.Sdk.prefix;
import static io.github.multusnodes.simulator.ec2.Sdk.secondary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.state.ec2.Ip;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

class Ipv6OnlySubnetsTest {

    private static final String BLOCK = "2600:1f14:0:101::/64";
    private static final Ip BASE = Ip.parse("2600:1f14:0:101::").orElseThrow();

    private final Ec2World it = new Ec2World();
    private final String subnet = newSubnet();

    @Test
    void the_sdk_parses_a_subnet_without_an_ipv4_block() {
        Subnet its = it.ec2.describeSubnets(r -> r.subnetIds(subnet)).subnets().getFirst();

        assertThat(its.ipv6Native()).isTrue();
        assertThat(its.cidrBlock()).isNull();
        assertThat(its.availableIpAddressCount()).isZero();
        assertThat(its.assignIpv6AddressOnCreation()).isTrue();
        assertThat(its.ipv6CidrBlockAssociationSet())
                .singleElement()
                .satisfies(block -> assertThat(block.ipv6CidrBlock()).isEqualTo(BLOCK));
        assertThat(it.ec2.describeSubnets(r -> r.filters(filter("ipv6-native", "true"))).subnets())
                .containsExactly(its);
        assertThat(
                        it.ec2
                                .describeSubnets(
                                        r -> r.filters(filter("cidr-block", "10.0.0.0/24")))
                                .subnets())
                .extracting(Subnet::ipv6Native)
                .containsExactly(false);
    }

    @Test
    void a_subnet_has_an_ipv4_block_or_is_ipv6_only() {
        assertRefused(
                () -> it.ec2.createSubnet(r -> r.vpcId(it.vpc).ipv6CidrBlock(BLOCK)),
                "MissingParameter",
                "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
        assertRefused(
                () -> it.ec2.createSubnet(r -> r.vpcId(it.vpc).ipv6Native(true)),
                "MissingParameter",
                "An IPv6-only subnet requires the parameter Ipv6CidrBlock");
        assertRefused(
                () ->
                        it.ec2.createSubnet(
                                r ->
                                        r.vpcId(it.vpc)
                                                .cidrBlock("10.0.7.0/24")
                                                .ipv6CidrBlock(BLOCK)
                                                .ipv6Native(true)),
                "InvalidParameterCombination",
                "An IPv6-only subnet cannot have an IPv4 CIDR block");
        assertRefused(
                this::newSubnet,
                "InvalidSubnet.Conflict",
                "The CIDR '" + BLOCK + "' conflicts with another subnet");
    }

    @Test
    void an_interface_has_the_ipv6_addresses_that_were_asked_for_and_no_other() {
        NetworkInterface named =
                it.create(r -> r.subnetId(subnet).ipv6Addresses(ipv6("2600:1f14:0:101::4")));
        NetworkInterface counted = it.create(r -> r.subnetId(subnet).ipv6AddressCount(2));

        assertThat(named.privateIpAddress()).isNull();
        assertThat(named.privateDnsName()).isNull();
        assertThat(named.privateIpAddresses()).isEmpty();
        assertThat(named.ipv6Addresses())
                .extracting(NetworkInterfaceIpv6Address::ipv6Address)
                .containsExactly("2600:1f14:0:101::4");
        assertThat(counted.ipv6Addresses()).hasSize(2);
        assertThat(it.describe(named.networkInterfaceId()).ipv6Addresses())
                .isEqualTo(named.ipv6Addresses());
    }

    @Test
    void an_interface_that_asks_for_nothing_gets_one_ipv6_address() {
        assertThat(it.create(r -> r.subnetId(subnet)).ipv6Addresses())
                .singleElement()
                .satisfies(its -> assertThat(its.ipv6Address()).startsWith("2600:1f14:0:101:"));
        assertThat(it.create(r -> r.subnetId(subnet).ipv6PrefixCount(1)).ipv6Addresses()).isEmpty();
    }

    @Test
    void nothing_of_ipv4_can_be_had() {
        assertNoIpv4(() -> it.create(r -> r.subnetId(subnet).privateIpAddress("10.0.0.9")));
        assertNoIpv4(
                () -> it.create(r -> r.subnetId(subnet).privateIpAddresses(secondary("10.0.0.9"))));
        assertNoIpv4(() -> it.create(r -> r.subnetId(subnet).secondaryPrivateIpAddressCount(1)));
        assertNoIpv4(() -> it.create(r -> r.subnetId(subnet).ipv4Prefixes(prefix("10.0.0.16/28"))));
        String eni = it.create(r -> r.subnetId(subnet)).networkInterfaceId();
        assertNoIpv4(
                () ->
                        it.ec2.assignPrivateIpAddresses(
                                r -> r.networkInterfaceId(eni).ipv4PrefixCount(1)));
        assertNoIpv4(
                () ->
                        it.ec2.runInstances(
                                r ->
                                        r.imageId("ami-0123")
                                                .instanceType(InstanceType.M5_LARGE)
                                                .subnetId(subnet)
                                                .privateIpAddress("10.0.0.9")
                                                .minCount(1)
                                                .maxCount(1)));
        assertRefused(
                () -> reserve("10.0.0.0/28"),
                "InvalidParameterValue",
                "Reservation CIDR should be within subnet CIDR block (" + BLOCK + ")");
    }

    @Test
    void an_address_comes_free_with_its_interface() {
        String eni =
                it.create(r -> r.subnetId(subnet).ipv6Addresses(ipv6("2600:1f14:0:101::4")))
                        .networkInterfaceId();
        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni));

        it.create(r -> r.subnetId(subnet).ipv6Addresses(ipv6("2600:1f14:0:101::4")));
    }

    @Test
    void ec2_finds_the_few_addresses_that_reservations_leave() {
        for (int length = 65; length <= 125; length++) {
            Ip upperHalf = BASE.plus(BigInteger.ONE.shiftLeft(128 - length));
            reserve(upperHalf + "/" + length);
        }

        List<String> chosen =
                IntStream.range(0, 4)
                        .mapToObj(_ -> it.create(r -> r.subnetId(subnet)).ipv6Addresses())
                        .map(its -> its.getFirst().ipv6Address())
                        .sorted()
                        .toList();

        assertThat(chosen)
                .containsExactly(
                        "2600:1f14:0:101::4",
                        "2600:1f14:0:101::5",
                        "2600:1f14:0:101::6",
                        "2600:1f14:0:101::7");
        assertRefused(
                () -> it.create(r -> r.subnetId(subnet)),
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not have enough free addresses to satisfy the request.");
    }

    @Test
    void an_instance_has_an_ipv6_address_and_a_name_without_one() {
        String id =
                it.ec2
                        .runInstances(
                                r ->
                                        r.imageId("ami-0123")
                                                .instanceType(InstanceType.M5_LARGE)
                                                .subnetId(subnet)
                                                .minCount(1)
                                                .maxCount(1))
                        .instances()
                        .getFirst()
                        .instanceId();
        Instance its = it.describeInstance(id);

        assertThat(its.privateIpAddress()).isNull();
        assertThat(its.ipv6Address()).startsWith("2600:1f14:0:101:");
        assertThat(its.privateDnsName()).isEqualTo(id + ".us-west-2.compute.internal");
        assertThat(its.networkInterfaces().getFirst().ipv6Addresses()).hasSize(1);
    }

    private void assertNoIpv4(ThrowingCallable call) {
        assertRefused(
                call,
                "InvalidParameterValue",
                "The subnet '" + subnet + "' does not have an IPv4 CIDR block");
    }

    private void reserve(String cidr) {
        it.ec2.createSubnetCidrReservation(
                r ->
                        r.subnetId(subnet)
                                .cidr(cidr)
                                .reservationType(SubnetCidrReservationType.EXPLICIT));
    }

    private String newSubnet() {
        String made =
                it.ec2
                        .createSubnet(
                                r ->
                                        r.vpcId(it.vpc)
                                                .ipv6CidrBlock(BLOCK)
                                                .ipv6Native(true)
                                                .availabilityZone("us-west-2a"))
                        .subnet()
                        .subnetId();
        it.settle();
        return made;
    }
}
