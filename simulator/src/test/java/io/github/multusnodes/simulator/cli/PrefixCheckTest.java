package io.github.multusnodes.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.report.Block;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** net1 in 10.0.16.0/24, two /28 for each interface, the pods' range is the upper half. */
class PrefixCheckTest {

    @ParameterizedTest(name = "{1} beside {0}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "10.0.16.8|10.0.16.128/28 10.0.16.144/28|''",
                "10.0.16.130|10.0.16.144/28 10.0.16.160/28|''",
                "10.0.16.8|10.0.16.128/28 10.0.16.160/28|net1 in us-west-2a: 10.0.16.160/28"
                        + " delegated, though the lowest free prefixes of the pods' range are"
                        + " 10.0.16.128/28, 10.0.16.144/28",
                "10.0.16.8|10.0.16.64/28|net1 in us-west-2a: 10.0.16.64/28 delegated, though the"
                        + " lowest free prefixes of the pods' range are 10.0.16.128/28",
                "10.0.16.8|10.0.16.128/28 10.0.16.128/28|net1 in us-west-2a: 10.0.16.128/28 is"
                        + " delegated twice",
            })
    void prefixes_are_different_and_the_lowest(String foreign, String taken, String problem) {
        DemoPlan plan = new DemoPlan(2, 1, 1, Addressing.POD_PREFIXES);
        Block block = plan.subnet(0, 0);
        Demo.Subnet subnet = new Demo.Subnet("subnet-1", 0, DemoPlan.REGION + "a", List.of(block));
        Demo demo = new Demo(plan, "vpc-1", "sg-1", "lt-1", List.of(subnet), Map.of());
        NetworkInterface other =
                eni().privateIpAddresses(
                                NetworkInterfacePrivateIpAddress.builder()
                                        .privateIpAddress(foreign)
                                        .build())
                        .build();
        Stream<NetworkInterface> made =
                Stream.of(taken.split(" "))
                        .map(text -> Ipv4PrefixSpecification.builder().ipv4Prefix(text).build())
                        .map(prefix -> eni().ipv4Prefixes(prefix).build());
        Inventory inventory =
                new Inventory(List.of(), Stream.concat(Stream.of(other), made).toList(), Map.of());

        assertThat(String.join("; ", new PrefixCheck(demo, inventory).problems(subnet, block)))
                .isEqualTo(problem);
    }

    private static NetworkInterface.Builder eni() {
        return NetworkInterface.builder().subnetId("subnet-1");
    }
}
