package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.ConfigurationFile;
import io.github.multusnodes.infra.config.InvalidConfigurationException;
import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.template.QuickstartStack;

import software.amazon.awscdk.App;

import java.nio.file.Path;

/** What the CDK CLI runs. */
public final class Main {

    private static final String JARS = "../lambda/target";

    private Main() {}

    /**
     * Synthesizes the node group of {@code -c config=<file>}, by default the one beside it; with
     * {@code -c stack=quickstart} all for a fresh account, which asks for parameters instead.
     */
    public static void main(String[] args) {
        App app = new App();
        if ("quickstart".equals(app.getNode().tryGetContext("stack"))) {
            QuickstartStack.withCode(app, "multus-nodes-quickstart", HandlerCode.built(JARS));
            app.synth();
            return;
        }
        Object file = app.getNode().tryGetContext("config");
        try {
            Configuration configuration =
                    ConfigurationFile.read(
                            Path.of(file == null ? "multus-nodes.yaml" : file.toString()));
            new MultusNodesStack(app, configuration, HandlerCode.built(JARS));
            app.synth();
        } catch (InvalidConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
