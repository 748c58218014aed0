package io.github.multusnodes.plan;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.settings.InvalidSettingsException;
import io.github.multusnodes.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The function's variables in a file, in one of three forms. */
final class SettingsFile {

    /** Names the group where the file has only its networks. */
    private static final String UNNAMED = "unnamed";

    private static final String FORMS =
            "allowed: KEY=value lines, the JSON {\"Parameters\": {...}} of env.json, or the JSON"
                    + " list of MULTUS_NETWORKS";

    private final Path file;

    private SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the settings.
     *
     * @throws BadInput with every violation
     */
    static Settings read(Path file) {
        try {
            return Settings.read(new SettingsFile(file).variables());
        } catch (InvalidSettingsException invalid) {
            throw new BadInput(
                    invalid.violations().stream().map(Violation::text).toList(), invalid);
        }
    }

    private Map<String, String> variables() {
        String text = text(file).strip();
        if (text.startsWith("[")) {
            return Map.of(Settings.NODE_GROUP, UNNAMED, Settings.NETWORKS, text);
        }
        return text.startsWith("{") ? parameters(json(file, text)) : lines(text);
    }

    private Map<String, String> parameters(JsonValue json) {
        JsonValue parameters = json.asObject().get("Parameters");
        JsonObject members =
                parameters != null && parameters.isObject()
                        ? parameters.asObject()
                        : json.asObject();
        Map<String, String> variables = new HashMap<>();
        for (JsonObject.Member member : members) {
            if (!member.getValue().isString()) {
                throw new BadInput(
                        "%s: %s is %s; allowed: a text, as variables have"
                                .formatted(file, member.getName(), kind(member.getValue())));
            }
            variables.put(member.getName(), member.getValue().asString());
        }
        return variables;
    }

    private Map<String, String> lines(String text) {
        Map<String, String> variables = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String setting = line.strip();
            if (setting.isEmpty() || setting.startsWith("#")) {
                continue;
            }
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new BadInput(
                        "%s, line %d is \"%s\"; %s".formatted(file, number, setting, FORMS));
            }
            variables.put(
                    setting.substring(0, equals).replaceFirst("^export\\s+", "").strip(),
                    unquoted(setting.substring(equals + 1).strip()));
        }
        return variables;
    }

    /** The text of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInput(
                    "%s cannot be read (%s): name a file of text"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    /** The JSON that a file's text is. */
    static JsonValue json(Path file, String text) {
        try {
            return Json.parse(text);
        } catch (ParseException e) {
            throw new BadInput("%s is no JSON: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** As a shell would take it: one pair of quotes does not count. */
    private static String unquoted(String value) {
        boolean quoted =
                value.length() > 1
                        && value.charAt(0) == value.charAt(value.length() - 1)
                        && "'\"".indexOf(value.charAt(0)) >= 0;
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String kind(JsonValue value) {
        return value.isObject() ? "an object" : value.isArray() ? "a list" : value.toString();
    }
}
