package io.github.multusnodes.simulator.wire.ec2;

import static io.github.multusnodes.simulator.wire.Api.Service.EC2;

import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.state.ec2.SecurityGroup;
import io.github.multusnodes.simulator.wire.Api;
import io.github.multusnodes.simulator.wire.Filters;
import io.github.multusnodes.simulator.wire.Page;
import io.github.multusnodes.simulator.wire.Parameters;
import io.github.multusnodes.simulator.wire.Xml;

import java.util.Map;
import java.util.stream.Stream;

/** Actions on security groups. */
final class SecurityGroupActions {

    private static final Listing<SecurityGroup> LISTING =
            Listing.of(
                    "GroupId",
                    new Filters<SecurityGroup>()
                            .with("group-id", group -> Stream.of(group.id()))
                            .with("group-name", group -> Stream.of(group.name()))
                            .with("description", group -> Stream.of(group.description()))
                            .with("vpc-id", group -> Stream.of(group.vpcId()))
                            .withTags(SecurityGroup::tags));

    private final Ec2 ec2;

    SecurityGroupActions(Ec2 ec2) {
        this.ec2 = ec2;
    }

    void register(Api api) {
        api.with(EC2, "CreateSecurityGroup", this::create)
                .with(EC2, "DescribeSecurityGroups", this::describe)
                .with(EC2, "DeleteSecurityGroup", this::delete);
    }

    private Xml create(Parameters request) {
        String vpcId = request.required("VpcId");
        String name = request.required("GroupName");
        String description = request.required("GroupDescription");
        Map<String, String> tags = Tagging.read(request, "security-group");
        request.done();
        SecurityGroup group =
                ec2.securityGroups()
                        .create(ec2.vpcs().directory().require(vpcId), name, description, tags);
        return Tagging.add(
                Xml.element("result").add("return", true).add("groupId", group.id()), group.tags());
    }

    private Xml describe(Parameters request) {
        Page<SecurityGroup> page = LISTING.page(request, ec2.securityGroups().directory()::seen);
        return Xml.element("result")
                .addItems("securityGroupInfo", page.items(), SecurityGroupActions::xml)
                .add("nextToken", page.nextToken());
    }

    private Xml delete(Parameters request) {
        String id = request.required("GroupId");
        request.done();
        ec2.deletions().securityGroup(id);
        return Answers.done().add("groupId", id);
    }

    private static Xml xml(SecurityGroup group) {
        Xml xml =
                Xml.element("item")
                        .add("ownerId", Ec2.OWNER_ID)
                        .add("groupId", group.id())
                        .add("groupName", group.name())
                        .add("groupDescription", group.description())
                        .add("vpcId", group.vpcId())
                        .add(Xml.element("ipPermissions"))
                        .add(Xml.element("ipPermissionsEgress"));
        return Tagging.add(xml, group.tags());
    }
}
