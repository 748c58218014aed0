package io.github.multusnodes.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.query.QueryClient;
import io.github.multusnodes.stage.Accesses;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/**
 * Whether EC2 leaves an element out or leaves it empty where there is no IPv4 is not documented.
 */
class Ipv6OnlyAnswersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<privateIpAddress/><privateIpAddressesSet/>",
                "<privateIpAddress></privateIpAddress>"
                        + "<privateIpAddressesSet><item><primary>true</primary></item>"
                        + "</privateIpAddressesSet>"
            })
    void an_interface_without_an_ipv4_address_is_read(String ipv4) {
        Eni eni =
                new Ec2NetworkInterfaces(
                                ec2(
                                        """
                                        <DescribeNetworkInterfacesResponse><networkInterfaceSet><item>
                                        <networkInterfaceId>eni-1</networkInterfaceId>
                                        <subnetId>subnet-1</subnetId>%s
                                        <ipv6AddressesSet><item><ipv6Address>2001:db8::4</ipv6Address>
                                        </item></ipv6AddressesSet>
                                        </item></networkInterfaceSet></DescribeNetworkInterfacesResponse>
                                        """
                                                .formatted(ipv4)))
                        .inSubnets(List.of("subnet-1"))
                        .getFirst();

        assertThat(eni.addresses()).containsExactly(Ip.parse("2001:db8::4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<cidrBlock/>"})
    void a_subnet_without_an_ipv4_block_is_read(String cidrBlock) {
        Subnet subnet =
                new Ec2Subnets(
                                ec2(
                                        """
                                        <DescribeSubnetsResponse><subnetSet><item>
                                        <subnetId>subnet-1</subnetId>%s
                                        <availabilityZone>us-west-2a</availabilityZone>
                                        <ipv6Native>true</ipv6Native>
                                        <ipv6CidrBlockAssociationSet><item>
                                        <ipv6CidrBlock>2001:db8::/64</ipv6CidrBlock>
                                        <ipv6CidrBlockState><state>associated</state>
                                        </ipv6CidrBlockState></item></ipv6CidrBlockAssociationSet>
                                        </item></subnetSet></DescribeSubnetsResponse>
                                        """
                                                .formatted(cidrBlock)))
                        .find(List.of("subnet-1"))
                        .getFirst();

        assertThat(subnet.blocks()).isEqualTo(Map.of(Family.IPV6, Cidr.parse("2001:db8::/64")));
    }

    private static QueryClient ec2(String answer) {
        return Accesses.through(new CannedHttpClient.Answering(200, answer), "caller")
                .ec2(new Calls());
    }
}
