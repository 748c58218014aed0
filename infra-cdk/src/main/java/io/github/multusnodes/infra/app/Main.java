package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.ConfigurationFile;
import io.github.multusnodes.infra.config.InvalidConfigurationException;
import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.kubernetes.ManifestFiles;
import io.github.multusnodes.infra.template.QuickstartStack;

import software.amazon.awscdk.App;

import java.io.IOException;
import java.nio.file.Path;

/** What the CDK CLI runs. */
public final class Main {

    private static final String JARS = "../lambda/target";

    /** Where the manifests for the cluster are, beside the template. */
    private static final String MANIFESTS = "kubernetes";

    private Main() {}

    /**
     * Synthesizes the node group of {@code -c config=<file>}, by default the one beside it; with
     * {@code -c stack=quickstart} all for a fresh account, which asks for parameters instead.
     * Beside the node group's template are the manifests for its cluster.
     */
    public static void main(String[] args) throws IOException {
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
            ManifestFiles.replace(configuration, Path.of(app.getOutdir(), MANIFESTS));
        } catch (InvalidConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
