package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.Vpc;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Actions on VPCs. */
final class VpcActions {

    private static final Listing<Vpc> LISTING =
            Listing.of(
                    "VpcId",
                    new Filters<Vpc>()
                            .with("vpc-id", vpc -> Stream.of(vpc.id()))
                            .with("cidr", vpc -> Stream.of(vpc.cidr().toString()))
                            .with("state", _ -> Stream.of("available"))
                            .with("is-default", _ -> Stream.of("false"))
                            .withTags(Vpc::tags));

    private final Ec2 ec2;

    VpcActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "CreateVpc", this::create).with(EC2, "DescribeVpcs", this::describe);
    }

    private Xml create(Parameters request) {
        String cidr = request.required("CidrBlock");
        boolean ipv6 = request.bool("AmazonProvidedIpv6CidrBlock").orElse(false);
        Map<String, String> tags = Tagging.read(request, "vpc");
        request.done();
        return Xml.element("result").add(xml("vpc", ec2.vpcs().create(cidr, ipv6, tags)));
    }

    private Xml describe(Parameters request) {
        Page<Vpc> page = LISTING.page(request, ec2.vpcs().directory()::seen);
        return Xml.element("result")
                .addItems("vpcSet", page.items(), vpc -> xml("item", vpc))
                .add("nextToken", page.nextToken());
    }

    private static Xml xml(String name, Vpc vpc) {
        Xml xml =
                Xml.element(name)
                        .add("vpcId", vpc.id())
                        .add("ownerId", Ec2.OWNER_ID)
                        .add("state", "available")
                        .add("cidrBlock", vpc.cidr())
                        .add("dhcpOptionsId", "default")
                        .add("instanceTenancy", "default")
                        .add("isDefault", false)
                        .addItems(
                                "cidrBlockAssociationSet",
                                List.of(vpc.cidr()),
                                cidr -> association(vpc, "cidrBlock", cidr))
                        .addItems(
                                "ipv6CidrBlockAssociationSet",
                                vpc.ipv6Cidr().stream().toList(),
                                cidr -> association(vpc, "ipv6CidrBlock", cidr));
        return Tagging.add(xml, vpc.tags());
    }

    private static Xml association(Vpc vpc, String member, Object cidr) {
        return Xml.element("item")
                .add("associationId", vpc.id().replaceFirst("vpc", "vpc-cidr-assoc"))
                .add(member, cidr)
                .add(Xml.element(member + "State").add("state", "associated"));
    }
}
