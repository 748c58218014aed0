package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.util.List;
import java.util.stream.Collectors;

/** Writes documents for people. */
final class Yaml {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build();

    private static final ObjectWriter JSON = new ObjectMapper().writer(printer());

    private Yaml() {}

    /**
     * A file.
     *
     * @param comment what stands above the first document
     */
    static String file(String comment, List<? extends JsonNode> documents) {
        return comment.lines()
                        .map(line -> ("# " + line).stripTrailing() + "\n")
                        .collect(Collectors.joining())
                + documents.stream().map(Yaml::document).collect(Collectors.joining("---\n"));
    }

    /** JSON on several lines, as it stands inside of a document. */
    static String json(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as JSON: " + json, e);
        }
    }

    private static String document(JsonNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as YAML: " + document, e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter()
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter)
                .withSeparators(
                        DefaultPrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(
                                Separators.Spacing.AFTER));
    }
}
