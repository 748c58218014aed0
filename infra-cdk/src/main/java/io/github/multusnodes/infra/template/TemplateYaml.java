package io.github.multusnodes.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.multusnodes.infra.text.YamlText;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a synthesized template for people: as YAML, texts that CDK has put together by {@code
 * Fn::Join} as {@code Fn::Sub}, and properties in the order of their names, so that each run gives
 * the same.
 */
final class TemplateYaml {

    private static final List<String> SECTIONS =
            List.of(
                    "AWSTemplateFormatVersion",
                    "Description",
                    "Metadata",
                    "Parameters",
                    "Mappings",
                    "Conditions",
                    "Resources",
                    "Outputs");

    private static final List<String> OF_A_RESOURCE =
            List.of(
                    "Type",
                    "DependsOn",
                    "CreationPolicy",
                    "UpdatePolicy",
                    "UpdateReplacePolicy",
                    "DeletionPolicy",
                    "Properties");

    private TemplateYaml() {}

    /**
     * The template as YAML.
     *
     * @throws IllegalArgumentException if it has a section that is not known here
     */
    static String write(JsonNode template) {
        return YamlText.of(readable(template));
    }

    /** The same template, as it is written. */
    static ObjectNode readable(JsonNode template) {
        ObjectNode sections = inOrder(template, SECTIONS);
        ObjectNode resources = JsonNodeFactory.instance.objectNode();
        template.path("Resources")
                .properties()
                .forEach(its -> resources.set(its.getKey(), resource(its.getValue())));
        sections.set("Resources", resources);
        sections.set("Outputs", simple(sections.path("Outputs")));
        return sections;
    }

    /** Without metadata: it speaks to the CDK's tools. */
    private static ObjectNode resource(JsonNode resource) {
        ObjectNode its = ((ObjectNode) resource).deepCopy();
        its.remove("Metadata");
        ObjectNode ordered = inOrder(its, OF_A_RESOURCE);
        if (ordered.has("Properties")) {
            ordered.set("Properties", sorted(simple(ordered.path("Properties"))));
        }
        return ordered;
    }

    private static ObjectNode inOrder(JsonNode from, List<String> names) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        names.stream().filter(from::has).forEach(name -> ordered.set(name, from.path(name)));
        from.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!names.contains(name)) {
                                throw new IllegalArgumentException("Not known here: " + name);
                            }
                        });
        return ordered;
    }

    private static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> sorted.add(sorted(item)));
            return sorted;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        value.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(its -> sorted.set(its.getKey(), sorted(its.getValue())));
        return sorted;
    }

    private static JsonNode simple(JsonNode value) {
        if (value.isArray()) {
            ArrayNode simple = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> simple.add(simple(item)));
            return simple;
        }
        if (!value.isObject()) {
            return value;
        }
        JsonNode joined = value.path("Fn::Join");
        if (joined.path(0).asText("-").isEmpty() && joined.path(1).isArray()) {
            return substituted(joined.path(1));
        }
        ObjectNode simple = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(its -> simple.set(its.getKey(), simple(its.getValue())));
        return simple;
    }

    private static JsonNode substituted(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode part : parts) {
            JsonNode attribute = part.path("Fn::GetAtt");
            if (part.isTextual()) {
                text.append(part.asText().replace("${", "${!"));
            } else if (part.has("Ref")) {
                text.append("${").append(part.path("Ref").asText()).append('}');
            } else if (attribute.path(0).isTextual() && attribute.path(1).isTextual()) {
                text.append("${").append(attribute.path(0).asText());
                text.append('.').append(attribute.path(1).asText()).append('}');
            } else {
                others.add(simple(part));
                text.append("${Part").append(others.size()).append('}');
            }
        }
        ObjectNode substitution = JsonNodeFactory.instance.objectNode();
        if (others.isEmpty()) {
            return substitution.put("Fn::Sub", text.toString());
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        others.forEach(its -> variables.set("Part" + (variables.size() + 1), its));
        substitution.putArray("Fn::Sub").add(text.toString()).add(variables);
        return substitution;
    }
}
