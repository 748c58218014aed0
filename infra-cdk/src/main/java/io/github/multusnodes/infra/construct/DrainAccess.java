package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.eks.CfnAccessEntry;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * Lets the functions that drain into the cluster: as members of a Kubernetes group, whose rights a
 * manifest gives, and where the endpoint is private through a security group.
 */
public final class DrainAccess extends Construct {

    /** The group that {@code templates/kubernetes/drain-access.yaml} binds to the rights. */
    public static final String KUBERNETES_GROUP = "multus-nodes:drain";

    /**
     * Lets these in.
     *
     * @param roles by a name for each
     */
    public DrainAccess(Construct scope, String id, GroupProps props, Map<String, IRole> roles) {
        super(scope, id);
        roles.forEach(
                (name, role) ->
                        CfnAccessEntry.Builder.create(this, name)
                                .clusterName(props.clusterName())
                                .principalArn(role.getRoleArn())
                                .type("STANDARD")
                                .kubernetesGroups(List.of(KUBERNETES_GROUP))
                                .build());
    }

    /** A security group from which the cluster's private endpoint is reached. */
    public String reachPrivately(ClusterFacts cluster) {
        CfnSecurityGroup group =
                CfnSecurityGroup.Builder.create(this, "Security")
                        .groupDescription("Functions that speak with the cluster")
                        .vpcId(cluster.vpc())
                        .securityGroupEgress(
                                List.of(
                                        CfnSecurityGroup.EgressProperty.builder()
                                                .ipProtocol("tcp")
                                                .fromPort(443)
                                                .toPort(443)
                                                .cidrIp("0.0.0.0/0")
                                                .description("API server and AWS endpoints")
                                                .build()))
                        .build();
        CfnSecurityGroupIngress.Builder.create(this, "ToCluster")
                .groupId(cluster.securityGroup())
                .sourceSecurityGroupId(group.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(443)
                .toPort(443)
                .description("Drains by Multus Nodes")
                .build();
        return group.getAttrGroupId();
    }
}
