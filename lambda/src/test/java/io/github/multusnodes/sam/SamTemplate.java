package io.github.multusnodes.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A template as the SAM CLI understands it for {@code sam local invoke}. What it does not know is
 * an error: a misspelt key would be one in SAM too, or silently nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">
 *     Globals section</a>
 */
final class SamTemplate {

    private static final Set<String> SECTIONS =
            Set.of(
                    "AWSTemplateFormatVersion",
                    "Transform",
                    "Description",
                    "Parameters",
                    "Globals",
                    "Resources");
    private static final Set<String> PROPERTIES =
            Set.of(
                    "Description",
                    "Handler",
                    "CodeUri",
                    "Runtime",
                    "Architectures",
                    "MemorySize",
                    "Timeout",
                    "Environment",
                    "Tags");

    private final Path file;
    private final JsonNode template;

    private SamTemplate(Path file, JsonNode template) {
        this.file = file;
        this.template = template;
    }

    static SamTemplate read(Path file) throws IOException {
        JsonNode template = new YAMLMapper().readTree(Files.readString(file));
        known(template, SECTIONS);
        known(template.path("Globals"), Set.of("Function"));
        known(template.path("Globals").path("Function"), PROPERTIES);
        return new SamTemplate(file, template);
    }

    List<SamFunction> functions() {
        return template.path("Resources").properties().stream()
                .map(entry -> function(entry.getKey(), entry.getValue()))
                .toList();
    }

    SamFunction function(String name) {
        return functions().stream()
                .filter(its -> its.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SamFunction function(String name, JsonNode resource) {
        known(resource, Set.of("Type", "Properties"));
        require(resource.path("Type").asText(), List.of("AWS::Serverless::Function"));
        JsonNode own = resource.path("Properties");
        known(own, PROPERTIES);
        require(text(property(own, "Runtime")), List.of("java25"));
        property(own, "Architectures")
                .forEach(its -> require(text(its), List.of("arm64", "x86_64")));
        Map<String, String> variables = new HashMap<>();
        Stream.of(template.path("Globals").path("Function"), own)
                .forEach(its -> variables.putAll(variables(its.path("Environment"))));
        return new SamFunction(
                name,
                text(property(own, "Handler")),
                file.resolveSibling(text(property(own, "CodeUri"))).normalize(),
                property(own, "MemorySize").asInt(),
                Duration.ofSeconds(property(own, "Timeout").asInt()),
                variables);
    }

    private Map<String, String> variables(JsonNode environment) {
        known(environment, Set.of("Variables"));
        Map<String, String> variables = new HashMap<>();
        environment
                .path("Variables")
                .properties()
                .forEach(its -> variables.put(its.getKey(), text(its.getValue())));
        return variables;
    }

    private JsonNode property(JsonNode own, String name) {
        return Stream.of(own, template.path("Globals").path("Function"))
                .flatMap(its -> Optional.ofNullable(its.get(name)).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing in " + own));
    }

    /** A text, or the default of the parameter that is referred to. */
    private String text(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        known(value, Set.of("Ref"));
        JsonNode parameter = template.path("Parameters").path(value.path("Ref").asText());
        known(parameter, Set.of("Type", "Description", "Default", "AllowedValues"));
        if (!parameter.has("Default")) {
            throw new AssertionError("There is no parameter with a default for " + value);
        }
        return parameter.path("Default").asText();
    }

    private static void known(JsonNode object, Set<String> keys) {
        object.fieldNames().forEachRemaining(key -> require(key, keys.stream().sorted().toList()));
    }

    private static void require(String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new AssertionError("\"" + value + "\" is none of " + allowed);
        }
    }
}
