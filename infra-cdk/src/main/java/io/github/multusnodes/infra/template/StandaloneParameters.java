package io.github.multusnodes.infra.template;

import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.node.NodeNetwork;

import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tokenization;

import java.util.ArrayList;
import java.util.List;

/**
 * What the standalone template asks for. Where the public Multus sample has a parameter for the
 * same thing, it has the same name.
 *
 * @see <a href="https://github.com/aws-samples/eks-install-guide-for-multus">The sample</a>
 */
record StandaloneParameters(
        Cluster cluster,
        Nodes nodes,
        Networks networks,
        HandlerCode code,
        Parameters.Optional drain) {

    private static final String IMAGE =
            "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id";
    private static final int MOST_INTERFACES = 14;
    private static final String PAIR = "[^=,]+=[^,]*";
    private static final String LABEL = "[A-Za-z0-9][A-Za-z0-9_./-]*=[A-Za-z0-9_.-]*";

    record Cluster(String name) {}

    /**
     * What the nodes are.
     *
     * @param startsTainted name of the condition that they take no pods before Multus is ready
     * @param hasVpcCniPolicy name of the condition that they carry the VPC CNI's policy
     */
    record Nodes(
            String groupName,
            Size size,
            Machine machine,
            Parameters.Optional labels,
            String startsTainted,
            String hasVpcCniPolicy,
            List<String> subnets) {}

    record Size(Number least, Parameters.Optional desired, Number most) {}

    record Machine(
            String instanceType, String image, Number volumeSize, Parameters.Optional keyName) {}

    /**
     * The Multus networks.
     *
     * @param onNodes as a node's script reads them
     */
    record Networks(
            List<String> subnets,
            List<String> securityGroups,
            Number count,
            String fromStart,
            Parameters.Optional tags,
            Parameters.Optional json,
            String onNodes) {}

    static StandaloneParameters create(Stack stack) {
        Parameters parameters = new Parameters(stack);
        Cluster cluster = cluster(parameters.under("EKS cluster"));
        Nodes nodes = nodes(parameters.under("Worker nodes"));
        Networks networks = networks(stack, parameters.under("Multus networks"));
        HandlerCode code = CodeParameters.create(stack, parameters.under("Functions"));
        Parameters.Optional drain = drain(parameters);
        parameters.show();
        return new StandaloneParameters(cluster, nodes, networks, code, drain);
    }

    private static Cluster cluster(Parameters parameters) {
        return new Cluster(
                parameters.text(
                        "ClusterName",
                        "Name of the cluster that the nodes join. It must take access entries"
                                + " (authentication mode API or API_AND_CONFIG_MAP).",
                        "[A-Za-z0-9][A-Za-z0-9_-]{0,99}",
                        "1 to 100 of letters, digits, _ and -"));
    }

    private static Nodes nodes(Parameters parameters) {
        return new Nodes(
                parameters.text(
                        "NodeGroupName",
                        "Name of the Auto Scaling group and owner in the tags of its interfaces;"
                                + " unique in the account and Region.",
                        "[A-Za-z]([A-Za-z0-9-]{0,38}[A-Za-z0-9])?",
                        "A letter, then up to 39 letters, digits and -, but none at the end"),
                size(parameters),
                machine(parameters),
                labels(parameters),
                startupTaint(parameters),
                vpcCniPolicy(parameters),
                parameters.ids(
                        "Subnets",
                        "AWS::EC2::Subnet::Id",
                        "Subnets of the primary interfaces, one in each zone of the group. With"
                                + " MultusSubnets alone: one, in their zone."));
    }

    private static Size size(Parameters parameters) {
        return new Size(
                parameters.number(
                        "NodeAutoScalingGroupMinSize",
                        2,
                        "Fewest nodes. The stack waits until so many have joined.",
                        1,
                        1000),
                parameters.optional(
                        "NodeAutoScalingGroupDesiredCapacity",
                        "(Optional) How many nodes now. With 0 the group starts with the fewest,"
                                + " and later deployments leave the number as it is."),
                parameters.number("NodeAutoScalingGroupMaxSize", 3, "Most nodes.", 1, 1000));
    }

    private static Machine machine(Parameters parameters) {
        return new Machine(
                parameters.text(
                        "NodeInstanceType",
                        "c5.2xlarge",
                        "Instance type. It must have more interfaces than there are networks.",
                        "[a-z0-9-]+\\.[a-z0-9-]+",
                        "An instance type such as c5.2xlarge"),
                parameters.image(
                        "NodeImageIdSSMParam",
                        IMAGE,
                        "Parameter of SSM with the id of an AL2023 image for EKS, of the cluster's"
                                + " version and the instance type's architecture; read anew by"
                                + " each deployment. For an image of your own, put its id into"
                                + " a parameter."),
                parameters.number(
                        "NodeVolumeSize", 50, "Size of the root volume in GiB.", 20, 16384),
                parameters.optional(
                        "KeyName",
                        "(Optional) EC2 key pair for SSH. Session Manager works without one.",
                        "[ -~]+",
                        "Up to 255 ASCII characters",
                        255));
    }

    private static Parameters.Optional labels(Parameters parameters) {
        return parameters.optional(
                "NodeLabels",
                "(Optional) Kubernetes labels, as in cnf=abc01,example.com/type=5g.",
                LABEL + "(," + LABEL + ")*",
                "key=value pairs with commas between them",
                512);
    }

    private static String startupTaint(Parameters parameters) {
        return parameters.isTrue(
                "NodeStartupTaint",
                parameters.flag(
                        "NodeStartupTaint",
                        true,
                        "Whether nodes take no pods before Multus can serve them: they join with"
                                + " the taint multus-nodes/not-ready, which"
                                + " templates/kubernetes/not-ready.yaml takes away."));
    }

    private static String vpcCniPolicy(Parameters parameters) {
        return parameters.isTrue(
                "NodeVpcCniPolicy",
                parameters.flag(
                        "NodeVpcCniPolicy",
                        false,
                        "Whether the node role carries AmazonEKS_CNI_Policy. Only where the VPC"
                                + " CNI add-on has no role of its own."));
    }

    private static Networks networks(Stack stack, Parameters parameters) {
        List<String> subnets =
                parameters.ids(
                        "MultusSubnets",
                        "AWS::EC2::Subnet::Id",
                        "Subnets of the Multus interfaces. Without Networks: all of one zone, the"
                                + " n-th one at device index n. With it: every subnet it names.");
        List<String> securityGroups =
                parameters.ids(
                        "MultusSecurityGroups",
                        "AWS::EC2::SecurityGroup::Id",
                        "Security groups of the Multus interfaces. Without Networks: one for all,"
                                + " or one for each subnet. With it: every group it names; each"
                                + " network must name one.");
        Number count =
                parameters.number(
                        "MultusInterfaces",
                        "How many Multus interfaces each node gets: as many as MultusSubnets, or"
                                + " as Networks has networks. So many fewer serve usual pods.",
                        1,
                        MOST_INTERFACES);
        String fromStart =
                parameters.flag(
                        "useIPsFromStartOfSubnet",
                        true,
                        "true: the lowest free addresses of each subnet. false: EC2 chooses; take"
                                + " it with subnet CIDR reservations. Without meaning if Networks"
                                + " is given.");
        Parameters.Optional tags = tags(parameters);
        Parameters.Optional json = json(parameters);
        return new Networks(
                subnets,
                securityGroups,
                count,
                fromStart,
                tags,
                json,
                Fn.conditionIf(json.given(), json.value(), numbered(stack, count)).toString());
    }

    /** The networks that the functions make of {@code SubnetIds}: named and placed by number. */
    private static String numbered(Stack stack, Number count) {
        CfnMapping lists = CfnMapping.Builder.create(stack, "NumberedNetworks").build();
        List<NodeNetwork> networks = new ArrayList<>();
        for (int i = 1; i <= MOST_INTERFACES; i++) {
            networks.add(new NodeNetwork("multus" + i, i));
            lists.setValue(String.valueOf(i), "Networks", NodeNetwork.json(networks));
        }
        return Fn.findInMap(lists.getLogicalId(), Tokenization.stringifyNumber(count), "Networks");
    }

    private static Parameters.Optional tags(Parameters parameters) {
        return parameters.optional(
                "InterfaceTags",
                "(Optional) More tags of each Multus interface, as in cnf=abc01,type=5g."
                        + " Without meaning if Networks is given.",
                PAIR + "(," + PAIR + ")*",
                "key=value pairs with commas between them",
                1024);
    }

    private static Parameters.Optional json(Parameters parameters) {
        return parameters.optional(
                "Networks",
                "(Optional) The networks as JSON, for several zones and all that can be set: the"
                        + " value of MULTUS_NETWORKS as the README's settings tell.",
                "\\s*\\[[\\s\\S]*\\]\\s*",
                "A JSON list of up to 2800 characters",
                2800);
    }

    private static Parameters.Optional drain(Parameters parameters) {
        return parameters.optional(
                "DrainSettings",
                "(Optional) How nodes are drained: the JSON object of MULTUS_DRAIN, as in"
                        + " {\"timeoutSeconds\": 600}.",
                "\\s*\\{[\\s\\S]*\\}\\s*",
                "A JSON object of up to 300 characters",
                300);
    }
}
