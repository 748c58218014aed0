package io.github.multusnodes.infra.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.ConfigurationFile;
import io.github.multusnodes.infra.construct.HandlerCode;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Synthesizes configurations, each once, with the library's own template validator as an error. All
 * in one JVM: each starts a process of the CDK's.
 */
final class Synth {

    static final Path SHIPPED = Path.of("multus-nodes.yaml");

    private static final Map<Path, JsonNode> TEMPLATES = new ConcurrentHashMap<>();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Synth() {}

    /** The shipped example, and those beside it. */
    static List<Path> configurations() {
        try (var files = Files.list(Path.of("examples"))) {
            return Stream.concat(Stream.of(SHIPPED), files.sorted()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template of a configuration. */
    static JsonNode template(Path configuration) {
        return TEMPLATES.computeIfAbsent(configuration, Synth::synthesize);
    }

    /** A stack that is not synthesized yet. */
    static Stack stack(Path file) {
        App app =
                new App(
                        AppProps.builder()
                                .context(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true))
                                .build());
        Configuration configuration = ConfigurationFile.read(file);
        return new MultusNodesStack(app, configuration, code());
    }

    static JsonNode synthesize(Stack stack) {
        App app = (App) stack.getNode().getRoot();
        Object template = app.synth().getStackByName(stack.getStackName()).getTemplate();
        return JSON.valueToTree(template);
    }

    private static JsonNode synthesize(Path file) {
        return synthesize(stack(file));
    }

    /** What is in the jars does not matter to a template. */
    static HandlerCode code() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "jars-for-tests"));
            for (String jar : List.of("multus-nodes-lambda.jar", "multus-nodes-drain.jar")) {
                Files.writeString(folder.resolve(jar), jar);
            }
            return HandlerCode.built(folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
