package io.github.multusnodes.infra.template;

import io.github.multusnodes.infra.construct.MultusNodes;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.constructs.Construct;

/** A node group whose template can be deployed again and again, with parameters and without CDK. */
public final class StandaloneStack extends Stack {

    public StandaloneStack(Construct scope, String id) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description(
                                "Multus Nodes: worker nodes of an EKS cluster with Multus"
                                        + " interfaces")
                        .synthesizer(new BootstraplessSynthesizer())
                        .build());
        getTemplateOptions().setTemplateFormatVersion("2010-09-09");
        StandaloneParameters parameters = StandaloneParameters.create(this);
        MultusNodes nodes = new MultusNodes(this, "Default", new StandaloneProps(parameters));
        nodes.nodeRole()
                .addManagedPolicy(
                        ManagedPolicy.fromManagedPolicyArn(
                                this, "CniPolicy", cniPolicy(parameters)));
        TemplateOutputs.add(this, nodes);
    }

    private static String cniPolicy(StandaloneParameters parameters) {
        return Fn.conditionIf(
                        parameters.nodes().hasVpcCniPolicy(),
                        "arn:" + Aws.PARTITION + ":iam::aws:policy/AmazonEKS_CNI_Policy",
                        Aws.NO_VALUE)
                .toString();
    }
}
