package io.github.multusnodes.infra.app;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.construct.MultusNodes;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

import java.util.Locale;
import java.util.stream.Collectors;

/** What a user needs next, told when the stack is there. */
record Outputs(Stack stack, Configuration configuration, MultusNodes nodes) {

    /** CloudFormation's limit for the value of an output. */
    private static final int LONGEST = 1024;

    void add() {
        output("NodeGroup", configuration.name(), "Name of the Auto Scaling group");
        output("NodeRoleArn", nodes.nodeRole().getRoleArn(), "Role of the nodes");
        output("NodeSecurityGroup", nodes.nodeSecurityGroup(), "Of their primary interfaces");
        output("LaunchFunctionArn", nodes.launchFunctionArn(), "Answers the launch hook");
        output("TerminateFunctionArn", nodes.terminateFunctionArn(), "Answers the other hook");
        output("SweepFunctionArn", nodes.sweepFunctionArn(), "Invoked each minute");
        output("UndeliveredQueueUrl", nodes.undeliveredQueueUrl(), "Events nobody could be given");
        output("FailedQueueUrl", nodes.failedQueueUrl(), "Events that a function failed on");
        output(
                "MaxEni",
                String.valueOf(configuration.vpcCniInterfaces()),
                "MAX_ENI of the VPC CNI (aws-node) on these nodes: it may hold no more");
        configuration.networks().forEach(this::network);
    }

    private void network(NetworkPlaces network) {
        String id =
                network.name().substring(0, 1).toUpperCase(Locale.ROOT)
                        + network.name().substring(1).replaceAll("[^A-Za-z0-9]", "");
        output(
                "Master" + id,
                network.interfaceName(),
                "The interface for master in a NetworkAttachmentDefinition of " + network.name());
        if (!network.attachmentNames().isEmpty()) {
            output(
                    "Attachments" + id,
                    String.join(",", network.attachmentNames()),
                    "NetworkAttachmentDefinitions of " + network.name() + ", by zone if several");
        }
        String ranges = network.podRanges().map(Cidr::toString).collect(Collectors.joining(","));
        if (!ranges.isEmpty() && ranges.length() <= LONGEST) {
            output("Pods" + id, ranges, "Ranges kept for the pods of " + network.name());
        }
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(stack, id).value(value).description(description).build();
    }
}
