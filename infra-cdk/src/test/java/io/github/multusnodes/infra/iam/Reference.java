package io.github.multusnodes.infra.iam;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/**
 * What the Service Authorization Reference says of each action: which kinds of resources it is
 * authorized for, and which condition keys each of them has. A key that ends with a slash stands
 * for all with that beginning. Keys that nobody uses here are left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Amazon
 *     EC2</a>
 */
final class Reference {

    /** The kind that an action without resources has. */
    static final String NONE = "*";

    /** These every request has ("AWS global condition context keys"). */
    private static final Set<String> ALWAYS = Set.of("aws:RequestedRegion");

    private static final Set<String> INTERFACE =
            Set.of("ec2:ResourceTag/", "ec2:Subnet", "ec2:NetworkInterfaceID");
    private static final Set<String> INSTANCE = Set.of("ec2:ResourceTag/", "ec2:InstanceID");
    private static final Set<String> NEW_TAGS =
            Set.of("aws:RequestTag/", "aws:TagKeys", "ec2:ResourceTag/", "ec2:CreateAction");
    private static final Set<String> OLD_TAGS =
            Set.of("aws:RequestTag/", "aws:TagKeys", "ec2:ResourceTag/");
    private static final Set<String> SUBNET = Set.of("ec2:ResourceTag/", "ec2:SubnetID");

    private static final Map<String, Map<String, Set<String>>> ACTIONS =
            Map.ofEntries(
                    none("autoscaling:DescribeAutoScalingGroups"),
                    none("autoscaling:DescribeAutoScalingInstances"),
                    none("autoscaling:DescribeLifecycleHooks"),
                    none("autoscaling:DescribeWarmPool"),
                    entry(
                            "autoscaling:CompleteLifecycleAction",
                            Map.of("autoScalingGroup", Set.of())),
                    entry(
                            "autoscaling:RecordLifecycleActionHeartbeat",
                            Map.of("autoScalingGroup", Set.of())),
                    none("ec2:DescribeInstances"),
                    none("ec2:DescribeInstanceTypes"),
                    none("ec2:DescribeNetworkInterfaces"),
                    none("ec2:DescribeSubnets"),
                    none("ec2:GetSubnetCidrReservations"),
                    entry(
                            "ec2:CreateNetworkInterface",
                            Map.of(
                                    "network-interface",
                                    Set.of("aws:RequestTag/", "aws:TagKeys"),
                                    "subnet",
                                    SUBNET,
                                    "security-group",
                                    Set.of("ec2:ResourceTag/", "ec2:SecurityGroupID"))),
                    entry(
                            "ec2:AttachNetworkInterface",
                            Map.of("network-interface", INTERFACE, "instance", INSTANCE)),
                    entry(
                            "ec2:ModifyNetworkInterfaceAttribute",
                            Map.of("network-interface", INTERFACE, "instance", INSTANCE)),
                    onInterface("ec2:AssignIpv6Addresses"),
                    onInterface("ec2:AssignPrivateIpAddresses"),
                    onInterface("ec2:DeleteNetworkInterface"),
                    onInterface("ec2:UnassignIpv6Addresses"),
                    onInterface("ec2:UnassignPrivateIpAddresses"),
                    entry(
                            "ec2:CreateTags",
                            Map.of(
                                    "network-interface",
                                    Set.of(
                                            "aws:RequestTag/",
                                            "aws:TagKeys",
                                            "ec2:ResourceTag/",
                                            "ec2:CreateAction",
                                            "ec2:Subnet"),
                                    "subnet-cidr-reservation",
                                    NEW_TAGS)),
                    entry(
                            "ec2:DeleteTags",
                            Map.of(
                                    "network-interface",
                                    OLD_TAGS,
                                    "subnet-cidr-reservation",
                                    OLD_TAGS)),
                    // The reservation is not among them; FunctionPermissions says why it is here.
                    entry(
                            "ec2:CreateSubnetCidrReservation",
                            Map.of("subnet", SUBNET, "subnet-cidr-reservation", Set.of())),
                    none("ec2:DeleteSubnetCidrReservation"),
                    entry("eks:DescribeCluster", Map.of("cluster", Set.of())));

    private Reference() {}

    /** Whether the action is authorized for this kind of resource. */
    static boolean knows(String action, String kind) {
        return kinds(action).containsKey(kind);
    }

    /** Whether a request of the action for this kind of resource has the condition key. */
    static boolean knows(String action, String kind, String key) {
        return ALWAYS.contains(key)
                || kinds(action).getOrDefault(kind, Set.of()).stream()
                        .anyMatch(
                                known ->
                                        known.equals(key)
                                                || (known.endsWith("/") && key.startsWith(known)));
    }

    private static Map<String, Set<String>> kinds(String action) {
        Map<String, Set<String>> kinds = ACTIONS.get(action);
        if (kinds == null) {
            throw new IllegalArgumentException("The reference has no row for " + action);
        }
        return kinds;
    }

    private static Map.Entry<String, Map<String, Set<String>>> none(String action) {
        return entry(action, Map.of(NONE, Set.of()));
    }

    private static Map.Entry<String, Map<String, Set<String>>> onInterface(String action) {
        return entry(action, Map.of("network-interface", INTERFACE));
    }
}
