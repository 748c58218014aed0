package io.github.multusnodes.infra.iam;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A way to turn a call that a function makes into one that it must not make.
 *
 * @param alone whether it is too much already if one of the requests of a call has it
 */
record Trespass(
        String name, boolean alone, Predicate<Request> concerned, UnaryOperator<Request> change) {

    private static final String OWNER = "ec2:ResourceTag/multus-nodes/node-group";
    private static final String NEW_OWNER = "aws:RequestTag/multus-nodes/node-group";
    private static final String NO_MANAGE = "aws:RequestTag/node.k8s.amazonaws.com/no_manage";
    private static final String GROUP_OF_INSTANCE = "ec2:ResourceTag/aws:autoscaling:groupName";

    /** All of them. */
    static List<Trespass> all() {
        return List.of(
                new Trespass(
                        "interface of another node group",
                        false,
                        Trespass::isOwnInterface,
                        its -> its.with(OWNER, "smf")),
                new Trespass(
                        "interface of a node group with a name like ours",
                        false,
                        Trespass::isOwnInterface,
                        its -> its.with(OWNER, "upf2")),
                new Trespass(
                        "interface of nobody",
                        false,
                        Trespass::isOwnInterface,
                        its -> its.without(OWNER)),
                new Trespass(
                        "nobodys becomes anothers",
                        false,
                        Trespass::restoresOwner,
                        its -> its.with(NEW_OWNER, "smf")),
                new Trespass(
                        "nobodys elsewhere becomes ours",
                        false,
                        Trespass::restoresOwner,
                        its ->
                                its.with(
                                        "ec2:Subnet",
                                        Account.arn("ec2", "subnet/subnet-of-others"))),
                new Trespass(
                        "others become ours",
                        false,
                        Trespass::restoresOwner,
                        its -> its.with(OWNER, "smf")),
                new Trespass(
                        "born for another node group",
                        false,
                        Trespass::isNew,
                        its -> its.with(NEW_OWNER, "smf")),
                new Trespass(
                        "born for nobody", false, Trespass::isNew, its -> its.without(NEW_OWNER)),
                new Trespass(
                        "born for the vpc cni",
                        false,
                        Trespass::isNew,
                        its -> its.with(NO_MANAGE, "false")),
                new Trespass(
                        "born without no manage",
                        false,
                        Trespass::isNew,
                        its -> its.without(NO_MANAGE)),
                new Trespass(
                        "tags at another birth",
                        false,
                        having("ec2:CreateAction"),
                        its -> its.with("ec2:CreateAction", "RunInstances")),
                new Trespass(
                        "tags at any time",
                        false,
                        having("ec2:CreateAction"),
                        its -> its.without("ec2:CreateAction")),
                new Trespass(
                        "other tags",
                        false,
                        Trespass::changesTags,
                        its -> its.with("aws:TagKeys", "kubernetes.io/cluster/prod")),
                new Trespass(
                        "other tags beside",
                        false,
                        Trespass::changesTags,
                        its ->
                                its.with(
                                        "aws:TagKeys",
                                        "multus-nodes/network",
                                        "multus-nodes/node-group2")),
                new Trespass(
                        "all tags",
                        false,
                        its -> changesTags(its) && its.action().equals("ec2:DeleteTags"),
                        its -> its.without("aws:TagKeys")),
                new Trespass(
                        "given away",
                        false,
                        its -> changesTags(its) && its.has(OWNER),
                        its -> its.with("aws:TagKeys", "multus-nodes/node-group")),
                new Trespass(
                        "instance of another group",
                        false,
                        having(GROUP_OF_INSTANCE),
                        its -> its.with(GROUP_OF_INSTANCE, "multus-nodes-2")),
                new Trespass(
                        "instance of no group",
                        false,
                        having(GROUP_OF_INSTANCE),
                        its -> its.without(GROUP_OF_INSTANCE)),
                new Trespass(
                        "subnet of others",
                        false,
                        on("subnet/"),
                        its ->
                                its.on(Account.arn("ec2", "subnet/subnet-0fedcba9876543210"))
                                        .with("ec2:SubnetID", "subnet-0fedcba9876543210")),
                new Trespass(
                        "security group of others",
                        false,
                        on("security-group/"),
                        its ->
                                its.on(Account.arn("ec2", "security-group/sg-0fedcba9876543210"))
                                        .with("ec2:SecurityGroupID", "sg-0fedcba9876543210")),
                new Trespass(
                        "hook of another group",
                        false,
                        on("autoScalingGroup:"),
                        its -> its.on(its.resource() + "-2")),
                new Trespass(
                        "other cluster",
                        false,
                        on("cluster/"),
                        its -> its.on(its.resource() + "-2")),
                new Trespass(
                        "other kind of resource",
                        true,
                        Trespass::isNamed,
                        its -> its.on(its.resource().replaceFirst("[^:]*/", "volume/"))),
                new Trespass(
                        "other region",
                        true,
                        _ -> true,
                        its ->
                                its.on(its.resource().replace(Account.REGION, "eu-west-1"))
                                        .with("aws:RequestedRegion", "eu-west-1")),
                new Trespass(
                        "other account",
                        true,
                        Trespass::isNamed,
                        its -> its.on(its.resource().replace(Account.ID, "210987654321"))));
    }

    /** The call so changed; none if there is nothing of that kind to change in it. */
    Stream<List<Request>> of(List<Request> call) {
        List<Request> concerns = call.stream().filter(concerned).toList();
        Stream<List<Request>> one = alone ? concerns.stream().map(List::of) : Stream.empty();
        return Stream.concat(Stream.of(concerns), one)
                .map(changing -> changed(call, changing))
                .filter(its -> !its.equals(call));
    }

    private List<Request> changed(List<Request> call, List<Request> changing) {
        return call.stream().map(its -> changing.contains(its) ? change.apply(its) : its).toList();
    }

    private static Predicate<Request> having(String key) {
        return its -> its.has(key);
    }

    private static Predicate<Request> on(String beginning) {
        return its -> its.resource().contains(":" + beginning);
    }

    private static boolean isOwnInterface(Request its) {
        return its.has(OWNER) && on("network-interface/").test(its);
    }

    private static boolean isNamed(Request its) {
        return !its.resource().equals("*");
    }

    /** Whether it is one for a new interface, or for its tags. */
    private static boolean isNew(Request its) {
        return its.resource().endsWith("network-interface/*");
    }

    private static boolean changesTags(Request its) {
        return its.action().endsWith("Tags") && !its.has("ec2:CreateAction");
    }

    /** Whether it makes an interface ours that has no owner. */
    static boolean restoresOwner(Request its) {
        return changesTags(its) && its.has(NEW_OWNER) && !its.has(OWNER);
    }
}
