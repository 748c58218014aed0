package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.ipv6;
import static io.github.multusnodes.simulator.ec2.Sdk.prefix;
import static io.github.multusnodes.simulator.ec2.Sdk.primary;
import static io.github.multusnodes.simulator.ec2.Sdk.secondary;
import static io.github.multusnodes.simulator.ec2.Sdk.tag;
import static io.github.multusnodes.simulator.ec2.Sdk.tags;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.ResourceType;

import java.util.stream.IntStream;

class InterfaceCreationTest {

    private final Ec2World it = new Ec2World();

    @Test
    void the_sdk_parses_every_member_of_the_answer() {
        NetworkInterface made =
                it.create(
                        r ->
                                r.description("multus n3")
                                        .groups(it.group)
                                        .privateIpAddress("10.0.0.9")
                                        .tagSpecifications(
                                                tags(
                                                        ResourceType.NETWORK_INTERFACE,
                                                        tag("a", "1"))));

        assertThat(made.statusAsString()).isEqualTo("pending");
        assertThat(made.networkInterfaceId()).matches("eni-[0-9a-f]{17}");
        assertThat(made.subnetId()).isEqualTo(it.subnet);
        assertThat(made.vpcId()).isEqualTo(it.vpc);
        assertThat(made.availabilityZone()).isEqualTo("us-west-2a");
        assertThat(made.description()).isEqualTo("multus n3");
        assertThat(made.ownerId()).isEqualTo("123456789012");
        assertThat(made.requesterManaged()).isFalse();
        assertThat(made.macAddress()).matches("02(:[0-9a-f]{2}){5}");
        assertThat(made.privateIpAddress()).isEqualTo("10.0.0.9");
        assertThat(made.privateDnsName()).startsWith("ip-10-0-0-9.");
        assertThat(made.sourceDestCheck()).isTrue();
        assertThat(made.interfaceTypeAsString()).isEqualTo("interface");
        assertThat(made.groups()).singleElement().extracting("groupName").isEqualTo("multus");
        assertThat(made.tagSet()).containsExactly(tag("a", "1"));
        assertThat(made.privateIpAddresses())
                .singleElement()
                .satisfies(a -> assertThat(a.primary()).isTrue());
        assertThat(made.attachment()).isNull();
        assertThat(it.describe(made.networkInterfaceId()).status())
                .isEqualTo(NetworkInterfaceStatus.AVAILABLE);
    }

    @Test
    void without_groups_it_gets_the_default_group_of_the_vpc() {
        assertThat(it.create(_ -> {}).groups())
                .singleElement()
                .extracting("groupName")
                .isEqualTo("default");
    }

    @Test
    void ec2_chooses_free_addresses_outside_what_it_keeps() {
        IntStream.range(0, 251).forEach(_ -> it.createId());

        assertThat(it.world.ec2().networkInterfaces().directory().all())
                .extracting(its -> its.primaryIp().orElseThrow().toString())
                .doesNotHaveDuplicates()
                .hasSize(251)
                .doesNotContain("10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.255");
        assertThat(it.free()).isZero();
        assertRefused(
                () -> it.createId(),
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not have enough free addresses to satisfy the request.");
    }

    @Test
    void a_request_that_is_refused_on_the_way_takes_nothing() {
        it.create(r -> r.privateIpAddress("10.0.0.10"));
        int before = it.free();

        assertRefused(
                () ->
                        it.create(
                                r ->
                                        r.privateIpAddress("10.0.0.9")
                                                .privateIpAddresses(secondary("10.0.0.10"))),
                "InvalidParameterValue",
                "[10.0.0.10] assigned, but move is not allowed.");

        assertThat(it.free()).isEqualTo(before);
        it.create(r -> r.privateIpAddress("10.0.0.9"));
    }

    @Test
    void a_taken_address_is_refused() {
        it.create(r -> r.privateIpAddress("10.0.0.9"));
        assertRefused(
                () -> it.create(r -> r.privateIpAddress("10.0.0.9")),
                "InvalidIPAddress.InUse",
                "The specified address is already in use.");
    }

    @Test
    void an_address_in_a_delegated_prefix_is_taken() {
        it.create(r -> r.ipv4Prefixes(prefix("10.0.0.16/28")));
        assertRefused(
                () -> it.create(r -> r.privateIpAddress("10.0.0.20")),
                "InvalidIPAddress.InUse",
                "The specified address is already in use.");
    }

    @Test
    void an_address_that_ec2_keeps_is_refused() {
        for (String kept : new String[] {"10.0.0.0", "10.0.0.3", "10.0.0.255"}) {
            assertRefused(
                    () -> it.create(r -> r.privateIpAddress(kept)),
                    "InvalidParameterValue",
                    "Address is in subnet's reserved address range");
        }
        it.create(r -> r.privateIpAddress("10.0.0.4"));
        it.create(r -> r.privateIpAddress("10.0.0.254"));
    }

    @Test
    void an_address_outside_the_subnet_is_refused() {
        assertRefused(
                () -> it.create(r -> r.privateIpAddress("10.0.1.9")),
                "InvalidParameterValue",
                "Address does not fall within the subnet's address range");
    }

    @Test
    void what_is_no_address_is_refused() {
        for (String text : new String[] {"10.0.0", "10.0.0.256", "x", "10.0.0.9/32", "::1"}) {
            assertRefused(
                    () -> it.create(r -> r.privateIpAddress(text)),
                    "InvalidParameterValue",
                    "invalid value for parameter address: " + text);
        }
    }

    @Test
    void unknown_subnets_and_groups_are_refused() {
        assertRefused(
                () -> it.create(r -> r.subnetId("subnet-0")),
                "InvalidSubnetID.NotFound",
                "The subnet ID 'subnet-0' does not exist");
        assertRefused(
                () -> it.create(r -> r.groups("sg-0")),
                "InvalidGroup.NotFound",
                "The security group 'sg-0' does not exist");
    }

    @Test
    void a_group_of_another_vpc_is_refused() {
        String other = it.ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        String foreign =
                it.ec2
                        .createSecurityGroup(r -> r.vpcId(other).groupName("g").description("d"))
                        .groupId();
        assertRefused(
                () -> it.create(r -> r.groups(foreign)),
                "InvalidParameterValue",
                "You have specified two resources that belong to different networks.");
    }

    @Test
    void more_places_than_any_instance_type_has_are_refused() {
        assertRefused(
                () -> it.create(r -> r.secondaryPrivateIpAddressCount(50)),
                "PrivateIpAddressLimitExceeded",
                "Number of private addresses will exceed limit.");
        assertThat(it.create(r -> r.secondaryPrivateIpAddressCount(49)).privateIpAddresses())
                .hasSize(50);
    }

    @Test
    void the_regions_quota_is_kept() {
        it.world.ec2().networkInterfaces().quota(1);
        String only = it.createId();
        assertRefused(
                () -> it.createId(),
                "NetworkInterfaceLimitExceeded",
                "The maximum number of network interfaces has been reached: 1");
        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(only));
        it.createId();
    }

    @Test
    void ipv6_addresses_are_named_or_chosen() {
        String first =
                it.world
                        .ec2()
                        .subnets()
                        .directory()
                        .find(it.subnet)
                        .orElseThrow()
                        .ipv6Cidr()
                        .orElseThrow()
                        .first()
                        .plus(0x10)
                        .toString();
        assertThat(
                        it.create(r -> r.ipv6Addresses(ipv6(first)))
                                .ipv6Addresses()
                                .getFirst()
                                .ipv6Address())
                .isEqualTo(first);
        assertThat(it.create(r -> r.ipv6AddressCount(2)).ipv6Addresses()).hasSize(2);
        assertThat(it.create(r -> r.ipv6PrefixCount(1)).ipv6Prefixes().getFirst().ipv6Prefix())
                .endsWith("/80");
    }

    @Test
    void kinds_of_address_parameters_exclude_each_other() {
        String code = "InvalidParameterCombination";
        assertRefused(
                () ->
                        it.create(
                                r ->
                                        r.privateIpAddress("10.0.0.9")
                                                .privateIpAddresses(primary("10.0.0.10"))),
                code,
                "Only one primary private IP address can be specified");
        assertRefused(
                () -> it.create(r -> r.privateIpAddress("10.0.0.9").ipv4PrefixCount(1)),
                code,
                "Prefixes cannot be combined with private IP addresses or"
                        + " SecondaryPrivateIpAddressCount");
        assertRefused(
                () -> it.create(r -> r.ipv4PrefixCount(1).ipv4Prefixes(prefix("10.0.0.16/28"))),
                code,
                "Ipv4Prefix and Ipv4PrefixCount cannot both be specified");
        assertRefused(
                () ->
                        it.create(
                                r ->
                                        r.secondaryPrivateIpAddressCount(1)
                                                .privateIpAddresses(secondary("10.0.0.10"))),
                code,
                "SecondaryPrivateIpAddressCount can be combined with PrivateIpAddresses only for a"
                        + " primary address");
        assertRefused(
                () -> it.create(r -> r.ipv6AddressCount(1).ipv6PrefixCount(1)),
                code,
                "Only one of addresses, Ipv6AddressCount, prefixes and a prefix count can be"
                        + " specified");
        assertRefused(
                () -> it.create(r -> r.interfaceType("efa-only").privateIpAddress("10.0.0.9")),
                code,
                "A network interface of type efa-only cannot have IP addresses");
    }

    @Test
    void an_efa_only_interface_has_no_address() {
        assertThat(it.create(r -> r.interfaceType("efa-only")).privateIpAddress()).isNull();
    }
}
