package io.github.multusnodes.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes the templates that are kept in the tree. */
public final class Templates {

    private static final String VALIDATE = "@aws-cdk/core:validateAgainstDefaultRules";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Templates() {}

    /**
     * Writes all of them into a folder.
     *
     * @param args the folder
     */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, Function<App, Stack>> its : stacks().entrySet()) {
            Path file = Path.of(args[0], its.getKey());
            Files.writeString(file, TemplateYaml.write(synthesize(its.getValue())));
        }
    }

    /** The stacks, by their files. */
    static Map<String, Function<App, Stack>> stacks() {
        Map<String, Function<App, Stack>> stacks = new LinkedHashMap<>();
        stacks.put("multus-nodes.yaml", app -> new StandaloneStack(app, "multus-nodes"));
        stacks.put("quickstart.yaml", app -> QuickstartStack.withParameters(app, "quickstart"));
        return stacks;
    }

    /** A stack's template, if the library's own validator finds nothing in it. */
    static JsonNode synthesize(Function<App, Stack> stack) {
        App app =
                new App(
                        AppProps.builder()
                                .analyticsReporting(false)
                                .context(Map.of(VALIDATE, true))
                                .build());
        String name = stack.apply(app).getStackName();
        return JSON.valueToTree(app.synth().getStackByName(name).getTemplate());
    }
}
