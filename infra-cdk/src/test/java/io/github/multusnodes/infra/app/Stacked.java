package io.github.multusnodes.infra.app;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template, asked by what things are rather than by what they are called. */
public record Stacked(JsonNode template) {

    /** Types of what lies between an event and its answer. */
    public static final Set<String> HANDLING =
            Set.of(
                    "AWS::Lambda::Function",
                    "AWS::Lambda::Alias",
                    "AWS::Lambda::Permission",
                    "AWS::Lambda::EventInvokeConfig",
                    "AWS::Events::Rule",
                    "AWS::SQS::Queue",
                    "AWS::SQS::QueuePolicy",
                    "AWS::IAM::InstanceProfile",
                    "AWS::Logs::LogGroup",
                    "Custom::MultusNodesCluster",
                    "Custom::MultusNodesReservations");

    /** A name in a text, without the attribute. */
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z0-9]+)");

    /** Resources of a type, by their names. */
    public Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        resources()
                .forEach(
                        (name, resource) -> {
                            if (resource.path("Type").asText().equals(type)) {
                                found.put(name, resource.path("Properties"));
                            }
                        });
        return found;
    }

    public Map<String, JsonNode> resources() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        template.path("Resources").properties().forEach(e -> all.put(e.getKey(), e.getValue()));
        return all;
    }

    /** The only one of a type. */
    public Map.Entry<String, JsonNode> only(String type) {
        Map<String, JsonNode> found = ofType(type);
        if (found.size() != 1) {
            throw new AssertionError(type + ": " + found.keySet());
        }
        return found.entrySet().iterator().next();
    }

    /** All that must exist before a resource, by reference or by order. */
    public Set<String> before(String name) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            JsonNode resource = template.path("Resources").path(open.pop());
            for (String next : references(resource)) {
                if (template.path("Resources").has(next) && seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return seen;
    }

    /** What a value refers to. */
    static List<String> references(JsonNode value) {
        List<String> found = new ArrayList<>();
        if (value.isObject()) {
            value.properties()
                    .forEach(
                            entry -> {
                                JsonNode its = entry.getValue();
                                switch (entry.getKey()) {
                                    case "Ref" -> found.add(its.asText());
                                    case "Fn::GetAtt" -> found.add(its.path(0).asText());
                                    case "Fn::Sub" -> {
                                        String text =
                                                its.isArray() ? its.path(0).asText() : its.asText();
                                        Matcher name = SUBSTITUTED.matcher(text);
                                        while (name.find()) {
                                            found.add(name.group(1));
                                        }
                                        found.addAll(references(its.path(1)));
                                    }
                                    case "DependsOn" -> {
                                        if (its.isTextual()) {
                                            found.add(its.asText());
                                        }
                                        its.forEach(one -> found.add(one.asText()));
                                    }
                                    default -> found.addAll(references(its));
                                }
                            });
        } else if (value.isArray()) {
            value.forEach(item -> found.addAll(references(item)));
        }
        return found;
    }
}
