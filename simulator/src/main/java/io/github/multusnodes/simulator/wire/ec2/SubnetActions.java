package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.ec2.Block;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Subnet;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Actions on subnets. */
final class SubnetActions {

    private static final Listing<Subnet> LISTING =
            Listing.of(
                    "SubnetId",
                    new Filters<Subnet>()
                            .with("subnet-id", subnet -> Stream.of(subnet.id()))
                            .with("vpc-id", subnet -> Stream.of(subnet.vpcId()))
                            .with("availability-zone", subnet -> Stream.of(subnet.zone()))
                            .with("availabilityZone", subnet -> Stream.of(subnet.zone()))
                            .with(
                                    "cidr-block",
                                    subnet -> subnet.cidr().stream().map(Block::toString))
                            .with(
                                    "ipv6-native",
                                    subnet -> Stream.of(Boolean.toString(subnet.ipv6Native())))
                            .with("state", _ -> Stream.of("available"))
                            .withTags(Subnet::tags));

    private final Ec2 ec2;

    SubnetActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "CreateSubnet", this::create)
                .with(EC2, "DescribeSubnets", this::describe)
                .with(EC2, "DeleteSubnet", this::delete);
    }

    private Xml create(Parameters request) {
        String vpcId = request.required("VpcId");
        Optional<String> cidr = request.optional("CidrBlock");
        Optional<String> ipv6Cidr = request.optional("Ipv6CidrBlock");
        boolean ipv6Native = request.bool("Ipv6Native").orElse(false);
        Optional<String> zone = request.optional("AvailabilityZone");
        Map<String, String> tags = Tagging.read(request, "subnet");
        request.done();
        requireBlocks(ipv6Native, cidr, ipv6Cidr);
        Subnet subnet =
                ec2.subnets()
                        .create(ec2.vpcs().directory().require(vpcId), cidr, ipv6Cidr, zone, tags);
        return Xml.element("result").add(xml("subnet", subnet));
    }

    /**
     * The first text is that of CreateVpc (aws/aws-cli#9467); how EC2 refuses other combinations is
     * not documented.
     */
    private static void requireBlocks(
            boolean ipv6Native, Optional<String> cidr, Optional<String> ipv6Cidr) {
        if (!ipv6Native && cidr.isEmpty()) {
            throw Refusal.of(
                    "MissingParameter",
                    "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
        }
        if (ipv6Native && cidr.isPresent()) {
            throw Refusal.of(
                    "InvalidParameterCombination",
                    "An IPv6-only subnet cannot have an IPv4 CIDR block");
        }
        if (ipv6Native && ipv6Cidr.isEmpty()) {
            throw Refusal.of(
                    "MissingParameter", "An IPv6-only subnet requires the parameter Ipv6CidrBlock");
        }
    }

    private Xml describe(Parameters request) {
        Page<Subnet> page = LISTING.page(request, ec2.subnets().directory()::seen);
        return Xml.element("result")
                .addItems("subnetSet", page.items(), subnet -> xml("item", subnet))
                .add("nextToken", page.nextToken());
    }

    private Xml delete(Parameters request) {
        String id = request.required("SubnetId");
        request.done();
        ec2.deletions().subnet(id);
        return Answers.done();
    }

    private Xml xml(String name, Subnet subnet) {
        Xml xml =
                Xml.element(name)
                        .add("subnetId", subnet.id())
                        .add("subnetArn", arn(subnet))
                        .add("ownerId", Ec2.OWNER_ID)
                        .add("state", "available")
                        .add("vpcId", subnet.vpcId())
                        .add("cidrBlock", subnet.cidr())
                        .add(
                                "availableIpAddressCount",
                                ec2.subnets().availableIpAddressCount(subnet.id()))
                        .add("availabilityZone", subnet.zone())
                        .add("availabilityZoneId", zoneId(subnet.zone()))
                        .add("defaultForAz", false)
                        .add("mapPublicIpOnLaunch", false)
                        .add("assignIpv6AddressOnCreation", subnet.ipv6Native())
                        .add("ipv6Native", subnet.ipv6Native())
                        .addItems(
                                "ipv6CidrBlockAssociationSet",
                                subnet.ipv6Cidr().stream().toList(),
                                cidr -> association(subnet, cidr));
        return Tagging.add(xml, subnet.tags());
    }

    private static Xml association(Subnet subnet, Object cidr) {
        return Xml.element("item")
                .add("associationId", subnet.id().replaceFirst("subnet", "subnet-cidr-assoc"))
                .add("ipv6CidrBlock", cidr)
                .add(Xml.element("ipv6CidrBlockState").add("state", "associated"));
    }

    private static String arn(Subnet subnet) {
        return "arn:aws:ec2:us-west-2:" + Ec2.OWNER_ID + ":subnet/" + subnet.id();
    }

    private static String zoneId(String zone) {
        return "usw2-az" + (zone.charAt(zone.length() - 1) - 'a' + 1);
    }
}
