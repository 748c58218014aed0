package io.github.multusnodes.infra.template;

import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.construct.MultusNodes;

import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.IStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

import java.util.List;

/**
 * All for a fresh account: VPC, cluster, add-ons and a node group with two Multus networks in three
 * zones. It needs a Region with three zones that EKS can be in.
 */
public final class QuickstartStack extends Stack {

    /** They have as many interfaces: two for the VPC CNI, and one for each network. */
    static final List<String> INSTANCE_TYPES =
            List.of(
                    "m5.xlarge",
                    "m5.2xlarge",
                    "c5.xlarge",
                    "c5.2xlarge",
                    "m6i.xlarge",
                    "m6i.2xlarge",
                    "c6i.xlarge",
                    "c6i.2xlarge");

    static final int INTERFACES = 4;

    private QuickstartStack(Construct scope, String id, IStackSynthesizer synthesizer) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("Multus Nodes: a VPC, an EKS cluster and Multus nodes in it")
                        .synthesizer(synthesizer)
                        .build());
        getTemplateOptions().setTemplateFormatVersion("2010-09-09");
    }

    /** For the CDK CLI, which uploads the code. */
    public static Stack withCode(Construct scope, String id, HandlerCode code) {
        QuickstartStack stack = new QuickstartStack(scope, id, new DefaultStackSynthesizer());
        Parameters parameters = new Parameters(stack);
        stack.build(parameters, code);
        return stack;
    }

    /** For CloudFormation alone, with the code in a bucket. */
    public static Stack withParameters(Construct scope, String id) {
        QuickstartStack stack = new QuickstartStack(scope, id, new BootstraplessSynthesizer());
        Parameters parameters = new Parameters(stack);
        stack.build(parameters, CodeParameters.create(stack, parameters.under("Functions")));
        return stack;
    }

    private void build(Parameters parameters, HandlerCode code) {
        parameters.under("EKS cluster");
        QuickstartNetwork network = new QuickstartNetwork(this, "Network");
        String version = version(parameters);
        QuickstartCluster cluster =
                new QuickstartCluster(
                        this,
                        "Eks",
                        new QuickstartCluster.Props(
                                clusterName(parameters),
                                version,
                                administrator(parameters),
                                openTo(parameters),
                                INTERFACES,
                                QuickstartProps.ON_NODES.size(),
                                network));
        MultusNodes nodes =
                new MultusNodes(
                        this,
                        "Default",
                        new QuickstartProps(
                                nodes(parameters.under("Worker nodes"), version),
                                cluster.name(),
                                network,
                                code));
        nodes.group().getNode().addDependency(network.wayOut());
        cluster.serve(nodes.group());
        parameters.show();
        TemplateOutputs.add(this, nodes);
    }

    private static String clusterName(Parameters parameters) {
        return parameters.text(
                "ClusterName",
                "multus-quickstart",
                "Name of the cluster.",
                "[A-Za-z0-9][A-Za-z0-9_-]{0,99}",
                "1 to 100 of letters, digits, _ and -");
    }

    private static String version(Parameters parameters) {
        return parameters.text(
                "KubernetesVersion",
                "1.33",
                "Version of the cluster and of the nodes' image.",
                "1\\.[0-9]{2}",
                "A version such as 1.33");
    }

    private static String administrator(Parameters parameters) {
        return parameters.text(
                "ClusterAdminArn",
                "ARN of the IAM role or user that may do anything in the cluster; yours, for"
                        + " kubectl.",
                "arn:[^:]+:iam::[0-9]{12}:(role|user)/.+",
                "The ARN of an IAM role or user");
    }

    private static String openTo(Parameters parameters) {
        return parameters.text(
                "EndpointAccessCidr",
                "Addresses from which the cluster's public endpoint is reached; yours, as in"
                        + " 203.0.113.7/32. Nodes and functions take the private one.",
                "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}",
                "An IPv4 CIDR block");
    }

    private static QuickstartProps.Nodes nodes(Parameters parameters, String version) {
        return new QuickstartProps.Nodes(
                parameters.text(
                        "NodeGroupName",
                        "multus",
                        "Name of the Auto Scaling group; unique in the account and Region.",
                        "[A-Za-z]([A-Za-z0-9-]{0,38}[A-Za-z0-9])?",
                        "A letter, then up to 39 letters, digits and -, but none at the end"),
                "{{resolve:ssm:/aws/service/eks/optimized-ami/"
                        + version
                        + "/amazon-linux-2023/x86_64/standard/recommended/image_id}}",
                parameters.choice(
                        "NodeInstanceType",
                        INSTANCE_TYPES.getFirst(),
                        "Instance type; those offered have four interfaces.",
                        INSTANCE_TYPES),
                parameters.number("NodeAutoScalingGroupMinSize", 3, "Fewest nodes.", 1, 100),
                parameters.number("NodeAutoScalingGroupMaxSize", 6, "Most nodes.", 1, 100));
    }
}
