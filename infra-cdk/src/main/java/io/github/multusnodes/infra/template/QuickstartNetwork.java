package io.github.multusnodes.infra.template;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.CfnEIP;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.ec2.CfnInternetGateway;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnSubnetRouteTableAssociation;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.CfnVPCGatewayAttachment;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A VPC with primary subnets and those of two Multus networks in three zones. The Multus subnets
 * have no way out; one NAT gateway serves the nodes of all zones.
 */
final class QuickstartNetwork extends Construct {

    static final int ZONES = 3;

    private final CfnVPC vpc;
    private final List<String> publicSubnets;
    private final List<String> nodeSubnets;
    private final List<MultusSubnet> n3;
    private final List<MultusSubnet> n6;
    private final CfnSecurityGroup multus;
    private final CfnRoute wayOut;

    /**
     * A subnet of a Multus network.
     *
     * @param pods its upper half
     */
    record MultusSubnet(String id, String pods) {}

    QuickstartNetwork(Construct scope, String id) {
        super(scope, id);
        this.vpc =
                CfnVPC.Builder.create(this, "Vpc")
                        .cidrBlock("10.0.0.0/16")
                        .enableDnsHostnames(true)
                        .enableDnsSupport(true)
                        .tags(named("vpc"))
                        .build();
        logFlows();
        CfnRoute internet = internet();
        this.publicSubnets = subnets("Public", 0, 24, 1, internet.getRouteTableId());
        CfnNatGateway nat = nat(internet);
        this.wayOut =
                route("Nodes", CfnRoute.Builder.create(this, "WayOut").natGatewayId(nat.getRef()));
        this.nodeSubnets = subnets("Node", 16, 20, 16, wayOut.getRouteTableId());
        String nowhere = table("Multus").getRef();
        this.n3 = multus("N3", 64, nowhere);
        this.n6 = multus("N6", 68, nowhere);
        this.multus = amongThemselves();
    }

    List<String> publicSubnets() {
        return publicSubnets;
    }

    List<String> nodeSubnets() {
        return nodeSubnets;
    }

    List<MultusSubnet> n3() {
        return n3;
    }

    List<MultusSubnet> n6() {
        return n6;
    }

    /** Of the Multus interfaces. */
    String multusGroup() {
        return multus.getAttrGroupId();
    }

    /** Without it nodes cannot reach the cluster's images. */
    CfnResource wayOut() {
        return wayOut;
    }

    private CfnRoute internet() {
        CfnInternetGateway gateway = new CfnInternetGateway(this, "Internet");
        CfnVPCGatewayAttachment attachment =
                CfnVPCGatewayAttachment.Builder.create(this, "Attachment")
                        .vpcId(vpc.getRef())
                        .internetGatewayId(gateway.getRef())
                        .build();
        CfnRoute route =
                route("Public", CfnRoute.Builder.create(this, "Open").gatewayId(gateway.getRef()));
        route.getNode().addDependency(attachment);
        return route;
    }

    private CfnNatGateway nat(CfnRoute internet) {
        CfnEIP address = CfnEIP.Builder.create(this, "NatAddress").domain("vpc").build();
        address.getNode().addDependency(internet);
        return CfnNatGateway.Builder.create(this, "Nat")
                .allocationId(address.getAttrAllocationId())
                .subnetId(publicSubnets.getFirst())
                .tags(named("nat"))
                .build();
    }

    private CfnRoute route(String table, CfnRoute.Builder route) {
        return route.routeTableId(table(table).getRef()).destinationCidrBlock("0.0.0.0/0").build();
    }

    private CfnRouteTable table(String id) {
        return CfnRouteTable.Builder.create(this, id + "Routes")
                .vpcId(vpc.getRef())
                .tags(named(id))
                .build();
    }

    private List<MultusSubnet> multus(String network, int third, String table) {
        List<String> ids = subnets(network, third, 24, 1, table);
        return IntStream.range(0, ZONES)
                .mapToObj(
                        zone ->
                                new MultusSubnet(
                                        ids.get(zone), "10.0.%d.128/25".formatted(third + zone)))
                .toList();
    }

    /** One in each zone, from {@code 10.0.<third>.0} on. */
    private List<String> subnets(String id, int third, int length, int step, String table) {
        return IntStream.range(0, ZONES)
                .mapToObj(
                        zone -> {
                            String cidr = "10.0.%d.0/%d".formatted(third + zone * step, length);
                            return subnet(id + (zone + 1), zone, cidr, table);
                        })
                .toList();
    }

    private String subnet(String id, int zone, String cidr, String table) {
        CfnSubnet subnet =
                CfnSubnet.Builder.create(this, id)
                        .vpcId(vpc.getRef())
                        .availabilityZone(Fn.select(zone, Fn.getAzs()))
                        .cidrBlock(cidr)
                        .tags(named(id))
                        .build();
        CfnSubnetRouteTableAssociation.Builder.create(this, id + "Routed")
                .subnetId(subnet.getRef())
                .routeTableId(table)
                .build();
        return subnet.getRef();
    }

    private CfnSecurityGroup amongThemselves() {
        CfnSecurityGroup group =
                CfnSecurityGroup.Builder.create(this, "Interfaces")
                        .groupDescription("Multus interfaces")
                        .vpcId(vpc.getRef())
                        .tags(named("multus"))
                        .build();
        CfnSecurityGroupIngress.Builder.create(this, "Among")
                .groupId(group.getAttrGroupId())
                .sourceSecurityGroupId(group.getAttrGroupId())
                .ipProtocol("-1")
                .description("Multus interfaces among themselves")
                .build();
        return group;
    }

    private void logFlows() {
        LogGroup logs =
                LogGroup.Builder.create(this, "Flows")
                        .retention(RetentionDays.ONE_MONTH)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        Role role =
                Role.Builder.create(this, "FlowRole")
                        .assumedBy(new ServicePrincipal("vpc-flow-logs.amazonaws.com"))
                        .build();
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(
                                List.of(
                                        "logs:CreateLogStream",
                                        "logs:DescribeLogStreams",
                                        "logs:PutLogEvents"))
                        .resources(List.of(logs.getLogGroupArn()))
                        .build());
        CfnFlowLog.Builder.create(this, "FlowLog")
                .resourceId(vpc.getRef())
                .resourceType("VPC")
                .trafficType("REJECT")
                .logGroupName(logs.getLogGroupName())
                .deliverLogsPermissionArn(role.getRoleArn())
                .build();
    }

    private static List<CfnTag> named(String name) {
        return List.of(CfnTag.builder().key("Name").value(Aws.STACK_NAME + "-" + name).build());
    }
}
