package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NodeSettings;
import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.construct.MultusNodes;

import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ssm.ParameterValueType;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/** One node group as the configuration file has it. */
public final class MultusNodesStack extends Stack {

    public MultusNodesStack(Construct scope, Configuration configuration, HandlerCode code) {
        super(scope, "multus-nodes-" + configuration.name(), properties(configuration));
        MultusNodes nodes =
                new MultusNodes(
                        this,
                        "MultusNodes",
                        new ConfiguredProps(configuration, image(configuration), code));
        new Outputs(this, configuration, nodes).add();
        configuration.tags().forEach(Tags.of(this)::add);
    }

    private static StackProps properties(Configuration configuration) {
        return StackProps.builder()
                .description("Multus Nodes: node group " + configuration.name())
                .env(
                        configuration
                                .region()
                                .map(region -> Environment.builder().region(region).build())
                                .orElse(null))
                .build();
    }

    /** A parameter of SSM is read anew by each deployment. */
    private String image(Configuration configuration) {
        NodeSettings nodes = configuration.nodes();
        String image = nodes.image().orElseGet(() -> recommended(configuration));
        return image.startsWith("ami-")
                ? image
                : StringParameter.valueForTypedStringParameterV2(
                        this, image, ParameterValueType.AWS_EC2_IMAGE_ID);
    }

    private static String recommended(Configuration configuration) {
        return "/aws/service/eks/optimized-ami/"
                + configuration.cluster().version()
                + "/amazon-linux-2023/"
                + configuration.nodes().architecture().label()
                + "/standard/recommended/image_id";
    }
}
