package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.report.Block;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The second zone of a run: net1 in 10.0.18.0/24, somebody else's interfaces in it. */
class AddressCheckTest {

    private static final String ZONE = DemoPlan.REGION + "b";

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "LOWEST_FREE|10.0.18.8|10.0.18.9 10.0.18.10|''",
                "LOWEST_FREE|10.0.18.8|10.0.18.10 10.0.18.9|''",
                "LOWEST_FREE|10.0.18.8|10.0.18.9 10.0.18.11|net1 in us-west-2b: 10.0.18.11 taken,"
                        + " though the lowest free ones are 10.0.18.9, 10.0.18.10",
                "RESERVATION|10.0.18.33|10.0.18.64 10.0.18.65 10.0.18.32 10.0.18.34|''",
                "RESERVATION|10.0.18.33|10.0.18.32|net1 in us-west-2b: 10.0.18.32 taken, though the"
                        + " lowest free ones of its reservations are 10.0.18.64",
                "RESERVATION|10.0.18.64|10.0.18.4 10.0.18.65|net1 in us-west-2b: 10.0.18.4 taken,"
                        + " though the lowest free ones of its reservations are 10.0.18.65,"
                        + " 10.0.18.32",
                "AUTO|10.0.18.8|10.0.18.77 10.0.18.4|''",
                "AUTO|10.0.18.8|10.0.18.77 10.0.18.200|net1 in us-west-2b: 10.0.18.200 taken,"
                        + " though kept from EC2's choice: [10.0.18.128/25]",
                "RESERVATION_BY_ID|10.0.18.33|10.0.18.64 10.0.18.65 10.0.18.32|''",
                "IPV6_RESERVATION|2001:db8::21|2001:db8::40 2001:db8::41 2001:db8::20"
                        + " 2001:db8::22|''",
                "IPV6_RESERVATION|2001:db8::21|2001:db8::20|net1 in us-west-2b: 2001:db8::20 taken,"
                        + " though the lowest free ones of its reservations are 2001:db8::40",
                "IPV6_RESERVATION|10.0.18.8|10.0.18.9 10.0.18.10|''",
                "IPV6_AUTO|2001:db8::8|2001:db8::77 2001:db8::4|''",
                "IPV6_AUTO|2001:db8::8|2001:db8::8000:0:0:1|net1 in us-west-2b:"
                        + " 2001:db8::8000:0:0:1 taken, though kept from EC2's choice:"
                        + " [2001:db8:0:0:8000::/65]",
                "DUAL_STACK|2001:db8::8|2001:db8::9 2001:db8::a|''",
                "DUAL_STACK|2001:db8::8|2001:db8::9 2001:db8::b|net1 in us-west-2b: 2001:db8::b"
                        + " taken, though the lowest free ones are 2001:db8::9, 2001:db8::a",
                "IPV6_ONLY|2001:db8::8|2001:db8::9 2001:db8::a|''",
                "IPV6_ONLY|2001:db8::8|2001:db8::a|net1 in us-west-2b: 2001:db8::a taken, though"
                        + " the lowest free ones are 2001:db8::9",
            })
    void addresses_are_held_against_the_mode(
            Addressing addressing, String foreign, String taken, String problem) {
        DemoPlan plan = new DemoPlan(2, 2, 1, addressing);
        Block block = Block.parse(taken.contains(":") ? "2001:db8::/64" : "10.0.18.0/24");
        Demo.Subnet subnet = new Demo.Subnet("subnet-1", 0, ZONE, List.of(block));
        Demo demo = new Demo(plan, "vpc-1", "sg-1", "lt-1", List.of(subnet), Map.of());
        List<NetworkInterface> interfaces = new ArrayList<>(List.of(at(foreign).build()));
        Stream.of(taken.split(" ")).map(AddressCheckTest::made).forEach(interfaces::add);
        Inventory inventory =
                new Inventory(
                        List.of(),
                        interfaces,
                        Map.of(subnet.id(), plan.reservations(subnet, block)));
        Maps maps = new Maps(demo, inventory, id -> id);

        assertThat(new AddressCheck(demo, inventory, maps, 0).problem(subnet, block).orElse(""))
                .isEqualTo(problem);
    }

    private static NetworkInterface made(String address) {
        Tag ours = Tag.builder().key("multus-nodes/node-group").value(DemoPlan.GROUP).build();
        return at(address).tagSet(ours).build();
    }

    private static NetworkInterface.Builder at(String address) {
        NetworkInterface.Builder eni =
                NetworkInterface.builder()
                        .networkInterfaceId("eni-" + address)
                        .subnetId("subnet-1");
        return address.contains(":")
                ? eni.ipv6Addresses(
                        NetworkInterfaceIpv6Address.builder().ipv6Address(address).build())
                : eni.privateIpAddresses(
                        NetworkInterfacePrivateIpAddress.builder()
                                .privateIpAddress(address)
                                .build());
    }
}
