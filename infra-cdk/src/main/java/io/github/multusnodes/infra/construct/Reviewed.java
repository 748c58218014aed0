package io.github.multusnodes.infra.construct;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;

import software.constructs.IConstruct;

import java.util.List;

/**
 * What the rules of AwsSolutions find and a security reviewer has reason to accept. Each reason
 * stands in the template, beside what it is about.
 */
final class Reviewed {

    private static final String WILDCARD = "AwsSolutions-IAM5";
    private static final String MANAGED = "AwsSolutions-IAM4";

    private Reviewed() {}

    /** A function's policy. */
    static void functionPolicy(IConstruct role) {
        suppress(
                role,
                wildcard(
                        "/^Resource::\\*$/",
                        "Describe and Get actions have no resources to name; they are held to the"
                                + " stack's Region. So are, where the function runs in a VPC, the"
                                + " calls of the Lambda service, which the function's own code"
                                + " cannot make."),
                wildcard(
                        "/^Resource::.*:network-interface/\\*$/",
                        "Ids are known at run time only. A condition on the owner tag holds"
                                + " changes to the node group's own interfaces, and creation to"
                                + " interfaces that carry it from birth."),
                wildcard(
                        "/^Resource::.*:instance/\\*$/",
                        "Ids are known at run time only. A condition on the tag that Auto Scaling"
                                + " sets holds it to instances of the group."),
                wildcard(
                        "/^Resource::.*:security-group/\\*$/",
                        "A network without security groups gets the VPC's default one, whose id"
                                + " only EC2 knows; it is granted for creating interfaces only."),
                wildcard(
                        "/^Resource::.*:subnet/\\*$/",
                        "The subnets are a parameter of the template; a condition holds it to"
                                + " them."),
                wildcard(
                        "/^Resource::.*:subnet-cidr-reservation/\\*$/",
                        "Ids are known at run time only. Conditions on tags hold changes to"
                                + " reservations that node groups made."),
                wildcard(
                        "/^Resource::.*:autoScalingGroup:\\*:autoScalingGroupName/.*$/",
                        "The * stands for the id that Auto Scaling gives; the name is the"
                                + " group's own."));
    }

    /** The nodes' role. */
    static void nodeRole(IConstruct role) {
        suppress(
                role,
                finding(
                        MANAGED,
                        "The policies that EKS documents for nodes. AWS extends them as kubelet"
                                + " and the agent need it; none of them may touch an interface,"
                                + " but for the VPC CNI's, which the configuration asks for only"
                                + " where the add-on has no role of its own."));
    }

    /** A queue where events end. */
    static void lastQueue(IConstruct queue) {
        suppress(queue, finding("AwsSolutions-SQS3", "It is itself the dead-letter queue."));
    }

    /** The Auto Scaling group. */
    static void group(IConstruct group) {
        suppress(
                group,
                finding(
                        "AwsSolutions-AS3",
                        "Scaling is told by the lifecycle hooks' events, by metrics and alarms;"
                                + " messages to a topic besides would tell the same again."),
                finding(
                        "CdkNagValidationFailure",
                        "The rule on volumes cannot follow a mixed group's reference to its launch"
                                + " template, whose root volume is encrypted."));
    }

    private static void suppress(IConstruct construct, NagPackSuppression... findings) {
        NagSuppressions.addResourceSuppressions(construct, List.of(findings), true);
    }

    private static NagPackSuppression wildcard(String resource, String reason) {
        return NagPackSuppression.builder()
                .id(WILDCARD)
                .reason(reason)
                .appliesTo(List.of(RegexAppliesTo.builder().regex(resource).build()))
                .build();
    }

    private static NagPackSuppression finding(String rule, String reason) {
        return NagPackSuppression.builder().id(rule).reason(reason).build();
    }
}
