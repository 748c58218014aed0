package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NodeSettings;
import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.construct.MultusNodes;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/** One node group as the configuration file has it. */
public final class MultusNodesStack extends Stack {

    public MultusNodesStack(
            Construct scope, Configuration configuration, HandlerCode code, StackProps props) {
        super(scope, "multus-nodes-" + configuration.name(), props);
        new MultusNodes(
                this,
                "MultusNodes",
                new ConfiguredProps(configuration, image(configuration), code));
    }

    /** A parameter of SSM is read anew by each deployment. */
    private String image(Configuration configuration) {
        NodeSettings nodes = configuration.nodes();
        String image =
                nodes.image()
                        .orElse(
                                "/aws/service/eks/optimized-ami/%s/amazon-linux-2023/%s/standard/recommended/image_id"
                                        .formatted(
                                                configuration.cluster().version(),
                                                nodes.architecture().label()));
        return image.startsWith("ami-")
                ? image
                : StringParameter.valueForTypedStringParameterV2(
                        this,
                        image,
                        software.amazon.awscdk.services.ssm.ParameterValueType.AWS_EC2_IMAGE_ID);
    }
}
