package io.github.multusnodes.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.ConfigurationFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a configuration gives. */
record Rendered(Path configuration, Map<String, String> files) {

    static final Path SHIPPED = Path.of("multus-nodes.yaml");

    static Rendered of(Path configuration) {
        return new Rendered(configuration, Manifests.of(ConfigurationFile.read(configuration)));
    }

    static Rendered shipped() {
        return of(SHIPPED);
    }

    /** A configuration with one text in it replaced, which must be there. */
    static Path changed(Path configuration, Path folder, String text, String by)
            throws IOException {
        String its = Files.readString(configuration);
        assertThat(its).contains(text);
        return Files.writeString(folder.resolve("changed.yaml"), its.replace(text, by));
    }

    /** Of the shipped configuration and of those beside it. */
    static List<Rendered> all() {
        try (Stream<Path> others = Files.list(Path.of("examples"))) {
            return Stream.concat(Stream.of(SHIPPED), others.sorted()).map(Rendered::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration read() {
        return ConfigurationFile.read(configuration);
    }

    List<JsonNode> documents(String file) {
        return parse(Objects.requireNonNull(files.get(file), file));
    }

    /** The document of a kind in a file, which has one of it. */
    JsonNode document(String file, String kind) {
        List<JsonNode> found =
                documents(file).stream()
                        .filter(its -> its.path("kind").asText().equals(kind))
                        .toList();
        assertThat(found).as("%s in %s", kind, file).hasSize(1);
        return found.getFirst();
    }

    /** The CNI configuration of an attachment. */
    JsonNode network(String name) {
        return documents("network-attachments.yaml").stream()
                .filter(its -> its.at("/metadata/name").asText().equals(name))
                .map(Rendered::config)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    static JsonNode config(JsonNode attachment) {
        try {
            return new ObjectMapper().readTree(attachment.at("/spec/config").asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static List<JsonNode> parse(String text) {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return configuration.toString();
    }
}
