package io.github.multusnodes.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.github.multusnodes.infra.app.DeclaredFunction;
import io.github.multusnodes.infra.app.Stacked;
import io.github.multusnodes.settings.Settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A template of the tree with parameters, its intrinsic functions worked out as CloudFormation
 * does. What only resources know is made up: their names, and {@code <name>.<attribute>}.
 */
public record Deployment(JsonNode template, Map<String, JsonNode> values) {

    private static final Path FOLDER = Path.of("..", "templates", "cloudformation");
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^}!][^}]*)}");
    private static final Pattern KEPT = Pattern.compile("\\$\\{!");

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** Deploys; parameters that are not given have their defaults. */
    static Deployment of(String name, Map<String, String> parameters) {
        try {
            return of(new YAMLMapper().readTree(file(name).toFile()), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same for a template that is not kept.
     *
     * @throws IllegalArgumentException if a parameter is lacking, unknown, or not of its form
     */
    public static Deployment of(JsonNode template, Map<String, String> parameters) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        template.path("Parameters")
                .properties()
                .forEach(
                        its ->
                                values.put(
                                        its.getKey(),
                                        value(its.getKey(), its.getValue(), parameters)));
        parameters.forEach(
                (name, _) -> {
                    if (!values.containsKey(name)) {
                        throw new IllegalArgumentException("No parameter " + name);
                    }
                });
        values.put("AWS::Partition", TextNode.valueOf("aws"));
        values.put("AWS::Region", TextNode.valueOf("us-west-2"));
        values.put("AWS::AccountId", TextNode.valueOf("123456789012"));
        values.put("AWS::StackName", TextNode.valueOf("stack"));
        return new Deployment(template, values);
    }

    /** The properties of a resource, without functions. */
    public JsonNode properties(String resource) {
        return resolve(template.path("Resources").path(resource).path("Properties"));
    }

    /** What its launch function reads of its own variables. */
    public Settings launchSettings() {
        return new Stacked(template)
                .ofType("AWS::Lambda::Function").keySet().stream()
                        .map(this::properties)
                        .map(DeclaredFunction::new)
                        .filter(its -> its.serves("LaunchHookHandler"))
                        .map(its -> Settings.read(its.environment()))
                        .findFirst()
                        .orElseThrow();
    }

    JsonNode resolve(JsonNode value) {
        return tryResolve(value).orElseThrow(() -> new IllegalStateException("Nothing: " + value));
    }

    private static JsonNode value(String name, JsonNode its, Map<String, String> given) {
        String text = given.getOrDefault(name, its.path("Default").asText());
        if (!given.containsKey(name) && !its.has("Default")) {
            throw new IllegalArgumentException(name + " has no default");
        }
        boolean known =
                !its.has("AllowedValues")
                        || StreamSupport.stream(its.path("AllowedValues").spliterator(), false)
                                .anyMatch(allowed -> allowed.asText().equals(text));
        boolean formed =
                !its.has("AllowedPattern") || text.matches(its.path("AllowedPattern").asText());
        boolean fits = text.length() <= its.path("MaxLength").asInt(Integer.MAX_VALUE);
        if (!known || !formed || !fits) {
            throw new IllegalArgumentException(name + " cannot be " + text);
        }
        if (!its.path("Type").asText().startsWith("List<")) {
            return TextNode.valueOf(text);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        List.of(text.split(",", -1)).forEach(list::add);
        return list;
    }

    /** Empty for what is to be left out. */
    private Optional<JsonNode> tryResolve(JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> tryResolve(item).ifPresent(list::add));
            return Optional.of(list);
        }
        if (!value.isObject()) {
            return Optional.of(value);
        }
        if (value.size() == 1) {
            Map.Entry<String, JsonNode> only = value.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return function(only.getKey(), only.getValue());
            }
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(
                        its ->
                                tryResolve(its.getValue())
                                        .ifPresent(found -> object.set(its.getKey(), found)));
        return Optional.of(object);
    }

    private Optional<JsonNode> function(String name, JsonNode of) {
        return switch (name) {
            case "Ref" ->
                    of.asText().equals("AWS::NoValue")
                            ? Optional.empty()
                            : Optional.of(reference(of.asText()));
            case "Fn::If" -> tryResolve(of.path(holds(of.path(0).asText()) ? 1 : 2));
            case "Fn::GetAtt" -> text(attribute(of.path(0).asText() + "." + of.path(1).asText()));
            case "Fn::Join" -> text(String.join(of.path(0).asText(), texts(resolve(of.path(1)))));
            case "Fn::Sub" -> text(substitute(of));
            case "Fn::Split" -> {
                ArrayNode parts = JsonNodeFactory.instance.arrayNode();
                String all = resolve(of.path(1)).asText();
                List.of(all.split(Pattern.quote(of.path(0).asText()), -1)).forEach(parts::add);
                yield Optional.of(parts);
            }
            case "Fn::Select" -> {
                List<String> parts = texts(resolve(of.path(1)));
                int index = of.path(0).asInt();
                yield text(index < parts.size() ? parts.get(index) : "part-" + index);
            }
            case "Fn::FindInMap" ->
                    tryResolve(
                            template.path("Mappings")
                                    .path(of.path(0).asText())
                                    .path(resolve(of.path(1)).asText())
                                    .path(of.path(2).asText()));
            case "Fn::GetAZs" ->
                    Optional.of(
                            JsonNodeFactory.instance
                                    .arrayNode()
                                    .add("us-west-2a")
                                    .add("us-west-2b")
                                    .add("us-west-2c"));
            case "Fn::Base64" ->
                    text(
                            Base64.getEncoder()
                                    .encodeToString(
                                            resolve(of).asText().getBytes(StandardCharsets.UTF_8)));
            default -> throw new IllegalArgumentException("Not known here: " + name);
        };
    }

    private String substitute(JsonNode of) {
        String text = of.isArray() ? of.path(0).asText() : of.asText();
        JsonNode own = of.path(1);
        String substituted =
                SUBSTITUTED
                        .matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(named(match, own)));
        return KEPT.matcher(substituted).replaceAll(Matcher.quoteReplacement("${"));
    }

    private String named(MatchResult match, JsonNode own) {
        String name = match.group(1);
        if (own.has(name)) {
            return resolve(own.path(name)).asText();
        }
        return name.contains(".") ? attribute(name) : reference(name).asText();
    }

    private String attribute(String name) {
        if (!template.path("Resources").has(name.substring(0, name.indexOf('.')))) {
            throw new IllegalArgumentException("No resource for " + name);
        }
        return name.endsWith(".GroupId") ? "sg-%08x".formatted(name.hashCode()) : name;
    }

    private JsonNode reference(String name) {
        if (values.containsKey(name)) {
            return values.get(name);
        }
        if (!template.path("Resources").has(name)) {
            throw new IllegalArgumentException("Nobody knows " + name);
        }
        return TextNode.valueOf(idOf(name));
    }

    /** Ids have a form that settings check. */
    private String idOf(String name) {
        String number = "%08x".formatted(name.hashCode());
        return switch (template.path("Resources").path(name).path("Type").asText()) {
            case "AWS::EC2::Subnet" -> "subnet-" + number;
            default -> name;
        };
    }

    private boolean holds(String condition) {
        return holds(template.path("Conditions").path(condition));
    }

    private boolean holds(JsonNode condition) {
        if (condition.has("Fn::Not")) {
            return !holds(condition.at("/Fn::Not/0"));
        }
        List<String> both = texts(resolve(condition.path("Fn::Equals")));
        if (both.size() != 2) {
            throw new IllegalArgumentException("Not known here: " + condition);
        }
        return both.getFirst().equals(both.getLast());
    }

    private static Optional<JsonNode> text(String text) {
        return Optional.of(TextNode.valueOf(text));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
