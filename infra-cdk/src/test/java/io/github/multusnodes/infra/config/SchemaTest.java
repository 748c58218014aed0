package io.github.multusnodes.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.github.multusnodes.reading.Violation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema that editors use, the reference, and the code say the same. */
class SchemaTest {

    private static final Path SCHEMA = Path.of("multus-nodes.schema.json");
    private static final Path REFERENCE = Path.of("../docs/configuration.md");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource("examples")
    void accepts_each_example_as_the_code_does(Path example) throws IOException {
        assertThat(complaints(YAML.readTree(Files.readString(example)))).isEmpty();
        assertThat(ConfigurationFile.read(example).networks()).isNotEmpty();
    }

    @Test
    void has_the_very_keys_that_the_code_reads() throws IOException {
        new SchemaKeys(schema())
                .objects()
                .forEach(
                        (path, keys) ->
                                assertThat(keysRead(path))
                                        .as(path)
                                        .containsExactlyElementsOf(keys));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void allows_the_very_numbers_that_the_code_allows(SchemaKeys.Key key) throws IOException {
        for (String bound : List.of("minimum", "maximum")) {
            int beyond = key.its().path(bound).asInt() + (bound.equals("minimum") ? -1 : 1);
            ObjectNode changed = example();
            object(changed, parent(key)).put(name(key), beyond);

            assertThat(complaints(changed)).as("schema on %d", beyond).isNotEmpty();
            assertThat(violations(changed))
                    .as("code on %d", beyond)
                    .anySatisfy(
                            violation -> {
                                assertThat(violation.path()).endsWith(name(key));
                                assertThat(violation.allowed())
                                        .isEqualTo(
                                                "a whole number from %s to %s"
                                                        .formatted(
                                                                key.its().path("minimum").asText(),
                                                                key.its()
                                                                        .path("maximum")
                                                                        .asText()));
                            });
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void offers_the_very_choices_that_the_code_takes(SchemaKeys.Key key) throws IOException {
        ObjectNode changed = example();
        object(changed, parent(key)).put(name(key), "another");

        assertThat(complaints(changed)).isNotEmpty();
        assertThat(violations(changed))
                .anySatisfy(
                        violation -> {
                            assertThat(violation.path()).endsWith(name(key));
                            key.its()
                                    .path("enum")
                                    .forEach(
                                            choice ->
                                                    assertThat(violation.allowed())
                                                            .contains(choice.asText()));
                        });
    }

    /** On failure: the message has the table as it should be. */
    @Test
    void makes_the_reference_table() throws IOException {
        String table =
                new SchemaKeys(schema())
                        .all().stream().map(SchemaKeys.Key::row).collect(Collectors.joining("\n"));

        assertThat(Files.readString(REFERENCE)).contains(table);
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> others = Files.list(Path.of("examples"))) {
            return Stream.concat(Stream.of(Example.FILE), others.sorted()).toList();
        }
    }

    static Stream<SchemaKeys.Key> numbers() throws IOException {
        return new SchemaKeys(schema())
                .all().stream().filter(key -> key.its().has("minimum") && key.its().has("maximum"));
    }

    static Stream<SchemaKeys.Key> choices() throws IOException {
        return new SchemaKeys(schema())
                .all().stream()
                        .filter(key -> key.its().path("type").asText().equals("string"))
                        .filter(key -> key.its().has("enum"));
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(Files.readString(SCHEMA));
    }

    private static List<String> complaints(JsonNode configuration) throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(SCHEMA));
        return schema.validate(configuration.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static ObjectNode example() throws IOException {
        return (ObjectNode) YAML.readTree(Files.readString(Example.FILE));
    }

    /** What the code says it knows, when it meets a key that it does not know. */
    private List<String> keysRead(String path) {
        try {
            ObjectNode changed = example();
            object(changed, path).put("unknown-key", "x");
            String keys =
                    violations(changed).stream()
                            .filter(its -> its.value().contains("unknown-key"))
                            .map(Violation::allowed)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(path + " takes any key"));
            return Arrays.asList(keys.replaceFirst("^the keys ", "").split(", ", -1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Violation> violations(JsonNode configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("changed.yaml"), configuration.toString());
        return catchThrowableOfType(
                        InvalidConfigurationException.class, () -> ConfigurationFile.read(file))
                .violations();
    }

    /** The object at a path, made where it is not there yet. */
    private static ObjectNode object(ObjectNode root, String path) {
        ObjectNode node = root;
        for (String step : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            if (step.startsWith("<")) {
                step = node.isEmpty() ? "m5.2xlarge" : node.fieldNames().next();
            }
            node =
                    step.endsWith("[]")
                            ? item(node, step.substring(0, step.length() - 2))
                            : inside(node, step);
        }
        return node;
    }

    private static ObjectNode inside(ObjectNode node, String key) {
        return node.path(key).isObject() ? (ObjectNode) node.path(key) : node.putObject(key);
    }

    private static ObjectNode item(ObjectNode node, String key) {
        return node.path(key).path(0).isObject()
                ? (ObjectNode) node.path(key).path(0)
                : node.putArray(key).addObject();
    }

    private static String parent(SchemaKeys.Key key) {
        int dot = key.path().lastIndexOf('.');
        return dot < 0 ? "" : key.path().substring(0, dot);
    }

    private static String name(SchemaKeys.Key key) {
        return key.path().substring(key.path().lastIndexOf('.') + 1);
    }
}
