package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.eks.CfnAccessEntry;
import software.amazon.awscdk.services.iam.CfnInstanceProfile;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

import java.util.List;

/**
 * What nodes may do, and who may speak with them: their role without a right to any interface, its
 * access entry, and their security group.
 */
public final class NodeAccess extends Construct {

    private final Role role;
    private final CfnInstanceProfile profile;
    private final CfnSecurityGroup securityGroup;

    public NodeAccess(Construct scope, String id, NodeGroupProps props, ClusterFacts cluster) {
        super(scope, id);
        this.role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
                        .description("Nodes of " + props.nodeGroupName())
                        .managedPolicies(
                                List.of(
                                        ManagedPolicy.fromAwsManagedPolicyName(
                                                "AmazonEKSWorkerNodePolicy"),
                                        ManagedPolicy.fromAwsManagedPolicyName(
                                                "AmazonEC2ContainerRegistryPullOnly"),
                                        ManagedPolicy.fromAwsManagedPolicyName(
                                                "AmazonSSMManagedInstanceCore")))
                        .build();
        if (props.vpcCniPolicy()) {
            role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName("AmazonEKS_CNI_Policy"));
        }
        Reviewed.nodeRole(role);
        this.profile =
                CfnInstanceProfile.Builder.create(this, "Profile")
                        .roles(List.of(role.getRoleName()))
                        .build();
        CfnAccessEntry.Builder.create(this, "Entry")
                .clusterName(props.clusterName())
                .principalArn(role.getRoleArn())
                .type("EC2_LINUX")
                .build();
        this.securityGroup = securityGroup(props, cluster);
        speakWith(cluster.securityGroup());
    }

    /** The nodes' role. */
    public IRole role() {
        return role;
    }

    /** ARN of the profile that carries it. */
    public String instanceProfile() {
        return profile.getAttrArn();
    }

    /** Id of the group of their primary interfaces. */
    public String securityGroup() {
        return securityGroup.getAttrGroupId();
    }

    private CfnSecurityGroup securityGroup(NodeGroupProps props, ClusterFacts cluster) {
        return CfnSecurityGroup.Builder.create(this, "Security")
                .groupDescription("Primary interfaces of Multus nodes")
                .vpcId(cluster.vpc())
                .securityGroupEgress(
                        List.of(
                                CfnSecurityGroup.EgressProperty.builder()
                                        .ipProtocol("-1")
                                        .cidrIp("0.0.0.0/0")
                                        .description("Anything")
                                        .build(),
                                CfnSecurityGroup.EgressProperty.builder()
                                        .ipProtocol("-1")
                                        .cidrIpv6("::/0")
                                        .description("Anything")
                                        .build()))
                .tags(
                        List.of(
                                CfnTag.builder()
                                        .key("Name")
                                        .value(props.nodeGroupName() + "-nodes")
                                        .build(),
                                CfnTag.builder()
                                        .key("kubernetes.io/cluster/" + props.clusterName())
                                        .value("owned")
                                        .build()))
                .build();
    }

    /**
     * Pods of all of the cluster's nodes reach each other, whichever node group they run in; the
     * control plane's interfaces carry the cluster's group too.
     */
    private void speakWith(String cluster) {
        allow("Nodes", securityGroup(), securityGroup(), "Nodes among themselves");
        allow("FromCluster", securityGroup(), cluster, "Control plane and nodes of other groups");
        allow("ToCluster", cluster, securityGroup(), "Multus nodes and their pods");
    }

    private void allow(String id, String to, String from, String why) {
        CfnSecurityGroupIngress.Builder.create(this, id)
                .groupId(to)
                .sourceSecurityGroupId(from)
                .ipProtocol("-1")
                .description(why)
                .build();
    }
}
