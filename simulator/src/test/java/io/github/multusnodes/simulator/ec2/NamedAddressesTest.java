package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.addresses;
import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.util.List;
import java.util.stream.IntStream;

/** Addresses that are named, as those of pods are. */
class NamedAddressesTest {

    private final Ec2World it = new Ec2World();
    private final String one = create("10.0.0.11");
    private final String other = create("10.0.0.12");
    private final String ipv6 =
            it.world
                            .ec2()
                            .subnets()
                            .directory()
                            .find(it.subnet)
                            .orElseThrow()
                            .ipv6Cidr()
                            .orElseThrow()
                            .first()
                    + "100";

    @Test
    void what_the_interface_has_already_is_accepted_and_stays_as_it_is() {
        assign(one, false, "10.0.0.20");
        assignIpv6(one, ipv6);

        assign(one, false, "10.0.0.20");
        assign(one, true, "10.0.0.20", "10.0.0.11");
        assignIpv6(one, ipv6);

        assertThat(addresses(it.describe(one))).containsExactly("10.0.0.11", "10.0.0.20");
        assertThat(ipv6Addresses(one)).containsExactly(ipv6);
    }

    @Test
    void what_is_named_twice_is_given_once() {
        assign(one, false, "10.0.0.20", "10.0.0.20");
        assign(other, true, "10.0.0.20", "10.0.0.20", "10.0.0.21");

        assertThat(addresses(it.describe(one))).containsExactly("10.0.0.11");
        assertThat(addresses(it.describe(other)))
                .containsExactly("10.0.0.12", "10.0.0.20", "10.0.0.21");
    }

    @Test
    void what_the_subnet_cannot_give_is_refused() {
        String outside = "Address does not fall within the subnet's address range";
        String reserved = "Address is in subnet's reserved address range";
        for (String address : List.of("10.0.1.20", "192.168.0.20")) {
            assertRefused(() -> assign(one, true, address), "InvalidParameterValue", outside);
        }
        for (String address : List.of("10.0.0.0", "10.0.0.3", "10.0.0.255")) {
            assertRefused(() -> assign(one, true, address), "InvalidParameterValue", reserved);
        }
        assertRefused(() -> assignIpv6(one, "2001:db8::9"), "InvalidParameterValue", outside);
        assertRefused(
                () -> assignIpv6(one, ipv6.replace("::100", "::3")),
                "InvalidParameterValue",
                reserved);
        assertRefused(
                () -> assign(one, true, ipv6),
                "InvalidParameterValue",
                "invalid value for parameter address: " + ipv6);
    }

    @Test
    void if_one_is_refused_none_is_given_or_moved() {
        assign(one, false, "10.0.0.20");

        assertRefused(
                () -> assign(other, true, "10.0.0.20", "10.0.0.21", "10.0.0.11"),
                "InvalidParameterValue",
                "[10.0.0.11] assigned, but move is not allowed.");

        assertThat(addresses(it.describe(one))).containsExactly("10.0.0.11", "10.0.0.20");
        assertThat(addresses(it.describe(other))).containsExactly("10.0.0.12");
        assign(one, false, "10.0.0.21");
    }

    @Test
    void an_address_of_a_delegated_prefix_does_not_move() {
        it.ec2.assignPrivateIpAddresses(
                r -> r.networkInterfaceId(one).ipv4Prefixes("10.0.0.48/28"));

        assertRefused(
                () -> assign(other, true, "10.0.0.50"),
                "InvalidParameterValue",
                "[10.0.0.50] assigned, but move is not allowed.");
    }

    @Test
    void addresses_that_move_need_room_too() {
        it.attach(other, it.running(InstanceType.T3_MEDIUM), 1);
        String[] five =
                IntStream.range(0, 5).mapToObj(i -> "10.0.0." + (20 + i)).toArray(String[]::new);
        assign(one, false, five);
        assign(one, false, "10.0.0.30");
        assign(other, true, five);

        assertRefused(
                () -> assign(other, true, "10.0.0.30"),
                "PrivateIpAddressLimitExceeded",
                "Number of private addresses will exceed limit.");
        assertThat(addresses(it.describe(one))).containsExactly("10.0.0.11", "10.0.0.30");
    }

    @Test
    void an_ipv6_address_moves_only_by_being_given_back() {
        assignIpv6(one, ipv6);
        assertRefused(
                () -> assignIpv6(other, ipv6),
                "InvalidParameterValue",
                "[" + ipv6 + "] assigned, but move is not allowed.");

        it.ec2.unassignIpv6Addresses(r -> r.networkInterfaceId(one).ipv6Addresses(ipv6));
        assignIpv6(other, ipv6);

        assertThat(ipv6Addresses(one)).isEmpty();
        assertThat(ipv6Addresses(other)).containsExactly(ipv6);
    }

    @Test
    void who_has_an_address_can_be_asked() {
        assign(one, false, "10.0.0.20");
        assignIpv6(one, ipv6);
        assertThat(found(filter("addresses.private-ip-address", "10.0.0.20"))).containsExactly(one);
        assertThat(found(filter("addresses.private-ip-address", "10.0.0.11"))).containsExactly(one);
        assertThat(found(filter("ipv6-addresses.ipv6-address", ipv6))).containsExactly(one);

        assign(other, true, "10.0.0.20");

        assertThat(found(filter("addresses.private-ip-address", "10.0.0.20")))
                .containsExactly(other);
        String mac = it.describe(other).macAddress();
        assertThat(found(filter("mac-address", mac))).containsExactly(other);
    }

    @Test
    void each_interface_keeps_a_mac_of_its_own() {
        String mac = it.describe(one).macAddress();
        assertThat(mac)
                .matches("02(:[0-9a-f]{2}){5}")
                .isNotEqualTo(it.describe(other).macAddress());

        String attachment = it.attach(one, it.running(InstanceType.T3_MEDIUM), 1);
        assign(one, false, "10.0.0.20");
        assertThat(it.describe(one).macAddress()).isEqualTo(mac);
        it.ec2.detachNetworkInterface(r -> r.attachmentId(attachment));
        it.settle();

        assertThat(it.describe(one).macAddress()).isEqualTo(mac);
    }

    private String create(String address) {
        return it.create(r -> r.privateIpAddress(address)).networkInterfaceId();
    }

    private void assign(String eni, boolean reassign, String... named) {
        it.ec2.assignPrivateIpAddresses(
                r ->
                        r.networkInterfaceId(eni)
                                .privateIpAddresses(named)
                                .allowReassignment(reassign));
    }

    private void assignIpv6(String eni, String named) {
        it.ec2.assignIpv6Addresses(r -> r.networkInterfaceId(eni).ipv6Addresses(named));
    }

    private List<String> ipv6Addresses(String eni) {
        return it.describe(eni).ipv6Addresses().stream().map(a -> a.ipv6Address()).toList();
    }

    private List<String> found(Filter filter) {
        return it.ec2.describeNetworkInterfaces(r -> r.filters(filter)).networkInterfaces().stream()
                .map(NetworkInterface::networkInterfaceId)
                .toList();
    }
}
