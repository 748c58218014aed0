package io.github.multusnodes.infra.construct;

import io.github.multusnodes.node.Tags;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.PolicyStatement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The statements that policies are made of, each held to what belongs to one node group. */
final class Grants {

    private static final String IS = "StringEquals";
    private static final String ONLY = "ForAllValues:StringEquals";
    private static final String NONE = "ForAllValues:StringNotEquals";
    private static final String ABSENT = "Null";

    private static final String TAG_KEYS = "aws:TagKeys";
    private static final String OWNER = "ec2:ResourceTag/" + Tags.NODE_GROUP;
    private static final String NEW_OWNER = "aws:RequestTag/" + Tags.NODE_GROUP;
    private static final String GROUP_OF_INSTANCE = "ec2:ResourceTag/aws:autoscaling:groupName";

    /** With which a stack of ours says that it relies on a reservation. */
    private static final String CLAIMS = "multus-nodes/claim/*";

    private final PermissionScope scope;

    Grants(PermissionScope scope) {
        this.scope = scope;
    }

    /** These actions have no resources: the Region is the only thing to hold them to. */
    PolicyStatement look(List<String> actions) {
        return inRegion("Look", actions);
    }

    PolicyStatement createTaggedInterfaces() {
        return statement("CreateTaggedInterfaces", List.of("ec2:CreateNetworkInterface"))
                .resources(any("network-interface"))
                .conditions(
                        sorted(
                                Map.of(
                                        IS,
                                        Map.of(
                                                NEW_OWNER,
                                                scope.nodeGroup(),
                                                "aws:RequestTag/" + Tags.NO_MANAGE,
                                                "true"))))
                .build();
    }

    PolicyStatement createInSubnets() {
        return named(
                        statement("CreateInTheseSubnets", List.of("ec2:CreateNetworkInterface")),
                        "subnet",
                        "ec2:SubnetID",
                        scope.subnets())
                .build();
    }

    PolicyStatement createWithSecurityGroups() {
        PolicyStatement.Builder statement =
                statement("CreateWithTheseGroups", List.of("ec2:CreateNetworkInterface"));
        List<String> groups = scope.securityGroups();
        return groups.isEmpty()
                ? statement.resources(any("security-group")).build()
                : named(statement, "security-group", "ec2:SecurityGroupID", groups).build();
    }

    PolicyStatement tagAtBirth() {
        return tagAtBirth("network-interface", "CreateNetworkInterface");
    }

    PolicyStatement changeOwnInterfaces(List<String> actions) {
        return statement("ChangeOwnInterfaces", actions)
                .resources(any("network-interface"))
                .conditions(sorted(Map.of(IS, Map.of(OWNER, scope.nodeGroup()))))
                .build();
    }

    PolicyStatement changeOwnInstances(List<String> actions) {
        return statement("OnOwnInstances", actions)
                .resources(any("instance"))
                .conditions(
                        sorted(Map.of(IS, Map.of(GROUP_OF_INSTANCE, scope.autoScalingGroups()))))
                .build();
    }

    PolicyStatement tagOwnInterfaces(List<String> keys) {
        Map<String, Map<String, ?>> conditions = new TreeMap<>();
        conditions.put(IS, Map.of(OWNER, scope.nodeGroup()));
        if (keys.contains(PermissionScope.ANY_TAG_KEY)) {
            conditions.put(NONE, Map.of(TAG_KEYS, List.of(Tags.NODE_GROUP)));
        } else {
            conditions.put(ONLY, Map.of(TAG_KEYS, keys));
        }
        return statement("TagOwnInterfaces", List.of("ec2:CreateTags"))
                .resources(any("network-interface"))
                .conditions(sorted(conditions))
                .build();
    }

    /** A request without keys takes all tags, and a condition on all of no keys holds. */
    PolicyStatement untagOwnInterfaces(List<String> keys) {
        return statement("UntagOwnInterfaces", List.of("ec2:DeleteTags"))
                .resources(any("network-interface"))
                .conditions(
                        sorted(
                                Map.of(
                                        IS,
                                        Map.of(OWNER, scope.nodeGroup()),
                                        ONLY,
                                        Map.of(TAG_KEYS, keys),
                                        ABSENT,
                                        Map.of(TAG_KEYS, "false"))))
                .build();
    }

    /**
     * Lets an interface without an owner become ours; only in these subnets, which a condition can
     * say by their ARNs alone.
     *
     * @return empty where the list of subnets is a token, for then there are no ARNs
     */
    Optional<PolicyStatement> restoreOwner(List<String> keys) {
        if (Token.isUnresolved(scope.subnets())) {
            return Optional.empty();
        }
        TreeSet<String> all = new TreeSet<>(keys);
        all.add(Tags.NODE_GROUP);
        return Optional.of(
                statement("RestoreOwner", List.of("ec2:CreateTags"))
                        .resources(any("network-interface"))
                        .conditions(
                                sorted(
                                        Map.of(
                                                ABSENT,
                                                Map.of(OWNER, "true"),
                                                IS,
                                                Map.of(NEW_OWNER, scope.nodeGroup()),
                                                "ArnEquals",
                                                Map.of(
                                                        "ec2:Subnet",
                                                        arns("subnet", scope.subnets())),
                                                ONLY,
                                                Map.of(TAG_KEYS, List.copyOf(all)))))
                        .build());
    }

    PolicyStatement answerHooks() {
        return statement(
                        "AnswerHooks",
                        List.of(
                                "autoscaling:CompleteLifecycleAction",
                                "autoscaling:RecordLifecycleActionHeartbeat"))
                .resources(
                        scope.autoScalingGroups().stream()
                                .map(
                                        name ->
                                                arn(
                                                        "autoscaling",
                                                        "autoScalingGroup:*:autoScalingGroupName",
                                                        name))
                                .toList())
                .build();
    }

    PolicyStatement describeCluster(String name) {
        return statement("FindCluster", List.of("eks:DescribeCluster"))
                .resources(List.of(arn("eks", "cluster", name)))
                .build();
    }

    /**
     * EC2 lets nothing but the Region be said of a deletion. So a claim is not held to reservations
     * that have an owner either: that would keep nothing safe, and EC2 would call one that is gone
     * denied.
     */
    List<PolicyStatement> reserve() {
        return List.of(
                look(List.of("ec2:DescribeSubnets", "ec2:GetSubnetCidrReservations")),
                named(
                                statement(
                                        "ReserveInTheseSubnets",
                                        List.of("ec2:CreateSubnetCidrReservation")),
                                "subnet",
                                "ec2:SubnetID",
                                scope.subnets())
                        .build(),
                statement("ReserveTagged", List.of("ec2:CreateSubnetCidrReservation"))
                        .resources(any("subnet-cidr-reservation"))
                        .build(),
                tagAtBirth("subnet-cidr-reservation", "CreateSubnetCidrReservation"),
                statement("Claim", List.of("ec2:CreateTags", "ec2:DeleteTags"))
                        .resources(any("subnet-cidr-reservation"))
                        .conditions(
                                sorted(
                                        Map.of(
                                                ABSENT,
                                                Map.of(TAG_KEYS, "false"),
                                                "ForAllValues:StringLike",
                                                Map.of(TAG_KEYS, List.of(CLAIMS)))))
                        .build(),
                inRegion("GiveBackReservations", List.of("ec2:DeleteSubnetCidrReservation")));
    }

    private PolicyStatement tagAtBirth(String type, String creation) {
        return statement("TagAtBirth", List.of("ec2:CreateTags"))
                .resources(any(type))
                .conditions(sorted(Map.of(IS, Map.of("ec2:CreateAction", creation))))
                .build();
    }

    private PolicyStatement inRegion(String sid, List<String> actions) {
        return statement(sid, actions)
                .resources(List.of("*"))
                .conditions(
                        sorted(
                                Map.of(
                                        IS,
                                        Map.of("aws:RequestedRegion", scope.stack().getRegion()))))
                .build();
    }

    /** By ARNs; where the ids are a list that only CloudFormation knows, by the key of the id. */
    private PolicyStatement.Builder named(
            PolicyStatement.Builder statement, String type, String idKey, List<String> ids) {
        return Token.isUnresolved(ids)
                ? statement.resources(any(type)).conditions(sorted(Map.of(IS, Map.of(idKey, ids))))
                : statement.resources(arns(type, ids));
    }

    /** In one order in every run: templates are compared. */
    private static Map<String, Map<String, Object>> sorted(
            Map<String, ? extends Map<String, ?>> conditions) {
        Map<String, Map<String, Object>> sorted = new TreeMap<>();
        conditions.forEach((operator, keys) -> sorted.put(operator, new TreeMap<>(keys)));
        return sorted;
    }

    private static PolicyStatement.Builder statement(String sid, List<String> actions) {
        return PolicyStatement.Builder.create().sid(sid).actions(actions);
    }

    private List<String> any(String type) {
        return arns(type, List.of("*"));
    }

    private List<String> arns(String type, List<String> ids) {
        return ids.stream().map(id -> arn("ec2", type, id)).toList();
    }

    private String arn(String service, String resource, String name) {
        return scope.stack()
                .formatArn(
                        ArnComponents.builder()
                                .service(service)
                                .resource(resource)
                                .resourceName(name)
                                .build());
    }
}
