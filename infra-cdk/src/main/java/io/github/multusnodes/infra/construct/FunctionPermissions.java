package io.github.multusnodes.infra.construct;

import io.github.multusnodes.node.Tags;

import software.amazon.awscdk.services.iam.PolicyStatement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The least that each function of a node group needs of AWS: no wildcard in an action, and no
 * resource {@code *} but where the action has no resources to name; those are held to the Region.
 * Logs, queues and VPC access of a function are not among them.
 *
 * <p>Which resources and condition keys an action has is told by the Service Authorization
 * Reference for EC2, Auto Scaling and EKS. What it leaves open:
 *
 * <ul>
 *   <li>{@code ModifyNetworkInterfaceAttribute} lists the instance as one that may be asked for;
 *       AWS's own {@code AmazonEKSNetworkingPolicy} grants it, and so do we, for instances of the
 *       group.
 *   <li>Whether EC2 asks for the default security group where a request names none is not said:
 *       then any group is granted, for creating interfaces only.
 *   <li>{@code CreateSubnetCidrReservation} lists the subnet alone, though it makes a resource that
 *       can have tags: the new reservation is granted too, and without the subnet that is worth
 *       nothing.
 *   <li>What EC2 answers to who may only touch what has a certain tag, if the resource is gone, is
 *       not said either: the functions take a denial as well.
 * </ul>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Actions,
 *     resources, and condition keys for Amazon EC2</a>
 */
public final class FunctionPermissions {

    private static final List<String> LAUNCH_LOOKS =
            List.of(
                    "autoscaling:DescribeAutoScalingGroups",
                    "autoscaling:DescribeLifecycleHooks",
                    "autoscaling:DescribeWarmPool",
                    "ec2:DescribeInstances",
                    "ec2:DescribeInstanceTypes",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:GetSubnetCidrReservations");

    private static final List<String> TERMINATE_LOOKS =
            List.of(
                    "autoscaling:DescribeAutoScalingInstances",
                    "autoscaling:DescribeLifecycleHooks",
                    "ec2:DescribeNetworkInterfaces");

    private static final List<String> GIVE_BACK =
            List.of(
                    "ec2:DeleteNetworkInterface",
                    "ec2:ModifyNetworkInterfaceAttribute",
                    "ec2:UnassignIpv6Addresses",
                    "ec2:UnassignPrivateIpAddresses");

    private static final List<String> PUT_IN_PLACE =
            List.of("ec2:AttachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute");

    private static final List<String> DELEGATE =
            List.of("ec2:AssignIpv6Addresses", "ec2:AssignPrivateIpAddresses");

    private static final List<String> ADDRESSES =
            List.of(
                    "ec2:AssignIpv6Addresses",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignIpv6Addresses",
                    "ec2:UnassignPrivateIpAddresses");

    private final PermissionScope scope;
    private final Grants grants;

    public FunctionPermissions(PermissionScope scope) {
        this.scope = scope;
        this.grants = new Grants(scope);
    }

    /** Of the function of the launch hook. */
    public List<PolicyStatement> launch() {
        return Stream.of(
                        Stream.of(grants.look(LAUNCH_LOOKS)),
                        bringIn(),
                        Stream.of(grants.tagOwnInterfaces(tagKeys()), grants.answerHooks()))
                .flatMap(its -> its)
                .toList();
    }

    /** Of the function of the termination hook. */
    public List<PolicyStatement> terminate() {
        return Stream.concat(
                        Stream.of(
                                grants.look(TERMINATE_LOOKS),
                                grants.changeOwnInterfaces(GIVE_BACK),
                                grants.changeOwnInstances(
                                        List.of("ec2:ModifyNetworkInterfaceAttribute")),
                                grants.answerHooks()),
                        findCluster())
                .toList();
    }

    /** Of the function of the schedule: it does the others' work where their events were lost. */
    public List<PolicyStatement> sweep() {
        List<String> marks = new ArrayList<>(tagKeys());
        marks.add(Tags.ORPHAN_SINCE);
        return Stream.of(
                        Stream.of(grants.look(both(LAUNCH_LOOKS, TERMINATE_LOOKS))),
                        bringIn(),
                        Stream.of(
                                grants.tagOwnInterfaces(marks),
                                grants.untagOwnInterfaces(List.of(Tags.ORPHAN_SINCE)),
                                grants.answerHooks()),
                        restoreOwner(),
                        findCluster())
                .flatMap(its -> its)
                .toList();
    }

    /**
     * Of the function of the CIDR reservations. It may reserve in the subnets of now alone: when
     * one is left and the update fails, only CloudFormation's own way back reserves there again.
     */
    public List<PolicyStatement> reservations() {
        return grants.reserve();
    }

    /** Of pods that put their own addresses on interfaces of their nodes. */
    public List<PolicyStatement> podAddresses() {
        return List.of(
                grants.look(List.of("ec2:DescribeNetworkInterfaces")),
                grants.changeOwnInterfaces(ADDRESSES));
    }

    /**
     * Of the function that looks a cluster up for the stack.
     *
     * @throws IllegalStateException if the scope names no cluster
     */
    public List<PolicyStatement> cluster() {
        return List.of(
                scope.cluster()
                        .map(grants::describeCluster)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "cluster is empty: name the cluster to look up")));
    }

    private Stream<PolicyStatement> bringIn() {
        List<String> changes = new ArrayList<>(both(PUT_IN_PLACE, GIVE_BACK));
        if (scope.podPrefixes()) {
            changes.addAll(DELEGATE);
        }
        return Stream.of(
                grants.createTaggedInterfaces(),
                grants.createInSubnets(),
                grants.createWithSecurityGroups(),
                grants.tagAtBirth(),
                grants.changeOwnInterfaces(changes),
                grants.changeOwnInstances(PUT_IN_PLACE));
    }

    /** Not where the subnets are a token: then no condition could hold it to them. */
    private Stream<PolicyStatement> restoreOwner() {
        return scope.repair() ? grants.restoreOwner(tagKeys()).stream() : Stream.empty();
    }

    private Stream<PolicyStatement> findCluster() {
        return scope.drain() ? scope.cluster().map(grants::describeCluster).stream() : Stream.of();
    }

    /** Not the owner's: an interface of ours is never given away. */
    private List<String> tagKeys() {
        return both(
                List.of(Tags.NAME, Tags.INSTANCE, Tags.NETWORK, Tags.NO_MANAGE), scope.tagKeys());
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().sorted().toList();
    }
}
