package io.github.multusnodes.infra.config;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The one file that a deployment is configured by. */
public final class ConfigurationFile {

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ConfigurationFile() {}

    /**
     * Reads and checks a file.
     *
     * @throws InvalidConfigurationException if it is not there or anything in it is wrong, with
     *     everything that is
     */
    public static Configuration read(Path file) {
        JsonObject json = parse(file);
        Violations violations = new Violations();
        Configuration configuration = ConfigurationReader.read(json, violations);
        if (!violations.found().isEmpty()) {
            throw new InvalidConfigurationException(file, violations.found());
        }
        return configuration;
    }

    private static JsonObject parse(Path file) {
        try {
            JsonNode yaml = YAML.readTree(Files.readString(file));
            if (yaml.isObject()) {
                return Json.parse(yaml.toString()).asObject();
            }
            throw wrong(
                    file,
                    "the file",
                    yaml.isMissingNode() || yaml.isNull() ? "empty" : "no mapping",
                    "a YAML mapping with the keys " + String.join(", ", ConfigurationReader.KEYS),
                    "Begin with the shipped example.");
        } catch (NoSuchFileException e) {
            throw wrong(
                    file,
                    "the file",
                    "missing",
                    "a YAML file",
                    "Name it by -c config=<path>, or copy the shipped example there.");
        } catch (JsonProcessingException e) {
            String place =
                    "malformed at line %d, column %d"
                            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw wrong(
                    file,
                    "the file",
                    place,
                    "YAML, each key once in its mapping",
                    "Mend it there: " + whatWasFound(e.getOriginalMessage()) + ".");
        } catch (IOException e) {
            throw wrong(
                    file,
                    "the file",
                    "unreadable",
                    "a YAML file in UTF-8",
                    "Reading it ended with: " + e.getMessage() + ".");
        }
    }

    private static InvalidConfigurationException wrong(
            Path file, String path, String value, String allowed, String advice) {
        return new InvalidConfigurationException(
                file, List.of(new Violation(path, value, allowed, advice)));
    }

    /** The parser's own words: what it found, rather than what it was doing. */
    private static String whatWasFound(String message) {
        return message.lines()
                .filter(line -> line.startsWith("found"))
                .findFirst()
                .or(() -> message.lines().findFirst())
                .orElse("");
    }
}
