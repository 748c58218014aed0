package io.github.multusnodes.infra.template;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.multusnodes.infra.node.NodeTaint;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.eks.CfnAccessEntry;
import software.amazon.awscdk.services.eks.CfnAddon;
import software.amazon.awscdk.services.eks.CfnCluster;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.SessionTagsPrincipal;
import software.constructs.Construct;
import software.constructs.IConstruct;

import java.util.List;
import java.util.stream.Stream;

/** An EKS cluster with access entries, all of its logs, and the add-ons that nodes need. */
final class QuickstartCluster extends Construct {

    /** Those that the add-on has by default, and that for nodes without Multus. */
    private static final String TOLERATES_STARTING_NODES =
            """
            {"tolerations":[\
            {"key":"CriticalAddonsOnly","operator":"Exists"},\
            {"key":"node-role.kubernetes.io/control-plane","effect":"NoSchedule"},\
            {"key":"%s","operator":"Exists"}]}\
            """
                    .formatted(NodeTaint.NOT_READY.key());

    private final CfnCluster cluster;
    private final List<CfnAddon> beforeNodes;

    /**
     * What it is made of.
     *
     * @param administrator ARN of the role or user that may do anything in it
     * @param openTo the addresses from which its public endpoint is reached
     * @param multusInterfaces so many interfaces of each node are not the VPC CNI's
     */
    record Props(
            String name,
            String version,
            String administrator,
            String openTo,
            int interfaces,
            int multusInterfaces,
            QuickstartNetwork network) {}

    QuickstartCluster(Construct scope, String id, Props props) {
        super(scope, id);
        this.cluster = cluster(props);
        CfnAccessEntry.Builder.create(this, "Administrator")
                .clusterName(cluster.getRef())
                .principalArn(props.administrator())
                .accessPolicies(
                        List.of(
                                CfnAccessEntry.AccessPolicyProperty.builder()
                                        .policyArn(
                                                "arn:"
                                                        + Aws.PARTITION
                                                        + ":eks::aws:cluster-access-policy/"
                                                        + "AmazonEKSClusterAdminPolicy")
                                        .accessScope(
                                                CfnAccessEntry.AccessScopeProperty.builder()
                                                        .type("cluster")
                                                        .build())
                                        .build()))
                .build();
        CfnAddon agent = addon("eks-pod-identity-agent").build();
        CfnAddon vpcCni = vpcCni(props.interfaces() - props.multusInterfaces());
        vpcCni.getNode().addDependency(agent);
        this.beforeNodes = List.of(agent, vpcCni, addon("kube-proxy").build());
    }

    String name() {
        return cluster.getRef();
    }

    /**
     * Puts the nodes between the add-ons without which none becomes ready, and the one whose pods
     * need nodes, or it counts as failed.
     */
    void serve(CfnResource nodes) {
        beforeNodes.forEach(its -> nodes.getNode().addDependency(its));
        addon("coredns")
                .configurationValues(TOLERATES_STARTING_NODES)
                .build()
                .getNode()
                .addDependency(nodes);
    }

    private CfnCluster cluster(Props props) {
        Role role =
                role("Role", new ServicePrincipal("eks.amazonaws.com"), "AmazonEKSClusterPolicy");
        List<String> subnets =
                Stream.concat(
                                props.network().nodeSubnets().stream(),
                                props.network().publicSubnets().stream())
                        .toList();
        CfnCluster its =
                CfnCluster.Builder.create(this, "Cluster")
                        .name(props.name())
                        .version(props.version())
                        .roleArn(role.getRoleArn())
                        .bootstrapSelfManagedAddons(false)
                        .accessConfig(
                                CfnCluster.AccessConfigProperty.builder()
                                        .authenticationMode("API")
                                        .bootstrapClusterCreatorAdminPermissions(false)
                                        .build())
                        .resourcesVpcConfig(
                                CfnCluster.ResourcesVpcConfigProperty.builder()
                                        .subnetIds(subnets)
                                        .endpointPrivateAccess(true)
                                        .endpointPublicAccess(true)
                                        .publicAccessCidrs(List.of(props.openTo()))
                                        .build())
                        .logging(logging())
                        .build();
        reviewed(
                its,
                "AwsSolutions-EKS1",
                "The public endpoint is open to the addresses of a parameter without a default;"
                        + " nodes use the private one.");
        return its;
    }

    private static CfnCluster.LoggingProperty logging() {
        return CfnCluster.LoggingProperty.builder()
                .clusterLogging(
                        CfnCluster.ClusterLoggingProperty.builder()
                                .enabledTypes(
                                        Stream.of(
                                                        "api",
                                                        "audit",
                                                        "authenticator",
                                                        "controllerManager",
                                                        "scheduler")
                                                .map(QuickstartCluster::log)
                                                .toList())
                                .build())
                .build();
    }

    private static CfnCluster.LoggingTypeConfigProperty log(String type) {
        return CfnCluster.LoggingTypeConfigProperty.builder().type(type).build();
    }

    /**
     * With an identity of its own, so that the nodes have no right to any interface. It leaves
     * tagged interfaces alone by itself; that they take slots it must be told.
     */
    private CfnAddon vpcCni(int most) {
        Role role =
                role(
                        "VpcCniRole",
                        new SessionTagsPrincipal(new ServicePrincipal("pods.eks.amazonaws.com")),
                        "AmazonEKS_CNI_Policy");
        return addon("vpc-cni")
                .configurationValues("{\"env\":{\"MAX_ENI\":\"" + most + "\"}}")
                .podIdentityAssociations(
                        List.of(
                                CfnAddon.PodIdentityAssociationProperty.builder()
                                        .serviceAccount("aws-node")
                                        .roleArn(role.getRoleArn())
                                        .build()))
                .build();
    }

    private CfnAddon.Builder addon(String name) {
        return CfnAddon.Builder.create(this, name).clusterName(cluster.getRef()).addonName(name);
    }

    private Role role(String id, IPrincipal principal, String policy) {
        Role role =
                Role.Builder.create(this, id)
                        .assumedBy(principal)
                        .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName(policy)))
                        .build();
        reviewed(
                role,
                "AwsSolutions-IAM4",
                "The policy that EKS documents for this role; AWS extends it as EKS needs it.");
        return role;
    }

    private static void reviewed(IConstruct its, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                its, List.of(NagPackSuppression.builder().id(rule).reason(reason).build()), true);
    }
}
