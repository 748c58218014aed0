package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.github.multusnodes.infra.text.YamlText;

import java.util.List;
import java.util.stream.Collectors;

/** Writes documents for people. */
final class Yaml {

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
                + documents.stream().map(YamlText::of).collect(Collectors.joining("---\n"));
    }

    /** JSON on several lines, as it stands inside of a document. */
    static String json(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as JSON: " + json, e);
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
