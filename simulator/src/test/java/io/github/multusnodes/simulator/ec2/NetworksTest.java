package io.github.multusnodes.simulator.ec2;

import static io.github.multusnodes.simulator.ec2.Ec2World.assertRefused;
import static io.github.multusnodes.simulator.ec2.Sdk.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

class NetworksTest {

    private final Ec2World it = new Ec2World();

    @Test
    void the_sdk_parses_a_vpc() {
        Vpc vpc = it.ec2.describeVpcs(r -> r.vpcIds(it.vpc)).vpcs().getFirst();
        assertThat(vpc.vpcId()).isEqualTo(it.vpc);
        assertThat(vpc.cidrBlock()).isEqualTo("10.0.0.0/16");
        assertThat(vpc.stateAsString()).isEqualTo("available");
        assertThat(vpc.isDefault()).isFalse();
        assertThat(vpc.cidrBlockAssociationSet()).hasSize(1);
        assertThat(vpc.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock()).endsWith("/56");
    }

    @Test
    void the_sdk_parses_a_subnet() {
        Subnet subnet = it.ec2.describeSubnets(r -> r.subnetIds(it.subnet)).subnets().getFirst();
        assertThat(subnet.subnetId()).isEqualTo(it.subnet);
        assertThat(subnet.subnetArn()).endsWith(":subnet/" + it.subnet);
        assertThat(subnet.vpcId()).isEqualTo(it.vpc);
        assertThat(subnet.cidrBlock()).isEqualTo("10.0.0.0/24");
        assertThat(subnet.availableIpAddressCount()).isEqualTo(251);
        assertThat(subnet.availabilityZone()).isEqualTo("us-west-2a");
        assertThat(subnet.availabilityZoneId()).isEqualTo("usw2-az1");
        assertThat(subnet.stateAsString()).isEqualTo("available");
        assertThat(subnet.ownerId()).isEqualTo("123456789012");
        assertThat(subnet.ipv6CidrBlockAssociationSet())
                .singleElement()
                .satisfies(
                        a ->
                                assertThat(a.ipv6CidrBlockState().stateAsString())
                                        .isEqualTo("associated"));
    }

    @Test
    void bad_networks_are_refused() {
        assertRefused(
                () -> it.ec2.createVpc(r -> r.cidrBlock("10.0.0.0/8")),
                "InvalidVpc.Range",
                "The CIDR '10.0.0.0/8' is invalid.");
        assertRefused(
                () -> it.ec2.createVpc(r -> r.cidrBlock("ten")),
                "InvalidParameterValue",
                "Value (ten) for parameter cidrBlock is invalid. This is not a valid CIDR block.");
        assertRefused(
                () -> it.newSubnet("10.1.0.0/24", "us-west-2a"),
                "InvalidSubnet.Range",
                "The CIDR '10.1.0.0/24' is invalid.");
        assertRefused(
                () -> it.newSubnet("10.0.0.128/25", "us-west-2a"),
                "InvalidSubnet.Conflict",
                "The CIDR '10.0.0.128/25' conflicts with another subnet");
        assertRefused(
                () -> it.newSubnet("10.0.7.0/24", "us-west-2z"),
                "InvalidParameterValue",
                "Value (us-west-2z) for parameter availabilityZone is invalid. Subnets can"
                        + " currently only be created in the following availability zones:"
                        + " us-west-2a, us-west-2b, us-west-2c, us-west-2d.");
        assertRefused(
                () -> it.ec2.createSubnet(r -> r.vpcId("vpc-0").cidrBlock("10.0.7.0/24")),
                "InvalidVpcID.NotFound",
                "The vpc ID 'vpc-0' does not exist");
    }

    @Test
    void what_is_in_use_cannot_be_deleted() {
        String eni = it.create(r -> r.groups(it.group)).networkInterfaceId();
        assertRefused(
                () -> it.ec2.deleteSubnet(r -> r.subnetId(it.subnet)),
                "DependencyViolation",
                "The subnet '" + it.subnet + "' has dependencies and cannot be deleted.");
        assertRefused(
                () -> it.ec2.deleteSecurityGroup(r -> r.groupId(it.group)),
                "DependencyViolation",
                "resource " + it.group + " has a dependent object");

        it.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni));
        it.ec2.deleteSubnet(r -> r.subnetId(it.subnet));
        it.ec2.deleteSecurityGroup(r -> r.groupId(it.group));
        assertThat(it.ec2.describeSubnets().subnets()).hasSize(1);
    }

    @Test
    void security_groups_are_listed_by_vpc_and_names_are_unique_in_it() {
        assertThat(
                        it.ec2
                                .describeSecurityGroups(r -> r.filters(filter("vpc-id", it.vpc)))
                                .securityGroups())
                .extracting("groupName")
                .containsExactly("default", "multus");
        assertRefused(
                () ->
                        it.ec2.createSecurityGroup(
                                r -> r.vpcId(it.vpc).groupName("multus").description("d")),
                "InvalidGroup.Duplicate",
                "The security group 'multus' already exists for VPC '" + it.vpc + "'");
    }

    @Test
    void the_sdk_parses_the_limits_of_instance_types() {
        InstanceTypeInfo p5 =
                it.ec2
                        .describeInstanceTypes(r -> r.instanceTypes(InstanceType.P5_48_XLARGE))
                        .instanceTypes()
                        .getFirst();
        assertThat(p5.networkInfo().maximumNetworkInterfaces()).isEqualTo(64);
        assertThat(p5.networkInfo().maximumNetworkCards()).isEqualTo(32);
        assertThat(p5.networkInfo().defaultNetworkCardIndex()).isZero();
        assertThat(p5.networkInfo().networkCards())
                .hasSize(32)
                .allSatisfy(card -> assertThat(card.maximumNetworkInterfaces()).isEqualTo(2));
        assertThat(p5.networkInfo().ipv4AddressesPerInterface()).isEqualTo(50);
        assertThat(p5.networkInfo().ipv6AddressesPerInterface()).isEqualTo(50);
        assertThat(p5.networkInfo().ipv6Supported()).isTrue();
        assertThat(p5.vCpuInfo().defaultVCpus()).isEqualTo(192);
        assertThat(p5.memoryInfo().sizeInMiB()).isEqualTo(2048L * 1024);
        assertThat(p5.hypervisorAsString()).isEqualTo("nitro");
        assertThat(p5.bareMetal()).isFalse();
        assertRefused(
                () -> it.ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("x")),
                "InvalidInstanceType",
                "The following supplied instance types do not exist: [x]");
    }

    @Test
    void the_sdk_knows_every_instance_type_there_is() {
        assertThat(it.ec2.describeInstanceTypesPaginator(r -> r.maxResults(100)).instanceTypes())
                .hasSizeGreaterThan(100)
                .extracting(InstanceTypeInfo::instanceType)
                .doesNotContain(InstanceType.UNKNOWN_TO_SDK_VERSION);
    }

    @Test
    void launch_templates_are_made_listed_and_deleted() {
        LaunchTemplate made =
                it.ec2
                        .createLaunchTemplate(
                                r ->
                                        r.launchTemplateName("nodes")
                                                .launchTemplateData(
                                                        d ->
                                                                d.imageId("ami-1")
                                                                        .instanceType("m5.large")
                                                                        .securityGroupIds(
                                                                                it.group)))
                        .launchTemplate();
        assertThat(made.launchTemplateId()).startsWith("lt-0");
        assertThat(made.latestVersionNumber()).isEqualTo(1);
        var known = it.world.ec2().launchTemplates().find("nodes").orElseThrow();
        assertThat(known.data().instanceType()).contains("m5.large");
        assertThat(known.data().securityGroups()).containsExactly(it.group);
        assertRefused(
                () ->
                        it.ec2.createLaunchTemplate(
                                r ->
                                        r.launchTemplateName("nodes")
                                                .launchTemplateData(d -> d.imageId("ami-2"))),
                "InvalidLaunchTemplateName.AlreadyExistsException",
                "Launch template name already in use.");

        it.ec2.deleteLaunchTemplate(r -> r.launchTemplateName("nodes"));
        assertRefused(
                () -> it.ec2.describeLaunchTemplates(r -> r.launchTemplateNames("nodes")),
                "InvalidLaunchTemplateName.NotFoundException",
                "The specified launch template, with template name nodes, does not exist.");
    }
}
