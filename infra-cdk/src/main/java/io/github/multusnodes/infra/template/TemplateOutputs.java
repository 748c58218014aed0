package io.github.multusnodes.infra.template;

import io.github.multusnodes.infra.construct.MultusNodes;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** What a user needs next, told when the stack is there. */
final class TemplateOutputs {

    private TemplateOutputs() {}

    static void add(Stack stack, MultusNodes nodes) {
        output(stack, "NodeInstanceRole", nodes.nodeRole().getRoleArn(), "Role of the nodes");
        output(stack, "NodeSecurityGroup", nodes.nodeSecurityGroup(), "Of the primary interfaces");
        output(stack, "LaunchFunctionArn", nodes.launchFunctionArn(), "Answers the launch hook");
        output(stack, "TerminateFunctionArn", nodes.terminateFunctionArn(), "And the other hook");
        output(stack, "SweepFunctionArn", nodes.sweepFunctionArn(), "Invoked each minute");
        output(stack, "UndeliveredQueueUrl", nodes.undeliveredQueueUrl(), "Events nobody got");
        output(stack, "FailedQueueUrl", nodes.failedQueueUrl(), "Events that a function failed on");
        nodes.alarmTopicArn()
                .ifPresent(arn -> output(stack, "AlarmTopicArn", arn, "Subscribe to hear alarms"));
        output(
                stack,
                "FirstMaster",
                "multus1",
                "For master in a NetworkAttachmentDefinition: multus and the device index");
    }

    private static void output(Stack stack, String id, String value, String description) {
        CfnOutput.Builder.create(stack, id).value(value).description(description).build();
    }
}
