package io.github.multusnodes.infra.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Files that are written as they are, but for a few places. */
final class Texts {

    private Texts() {}

    static String read(String name) {
        try (InputStream text = Texts.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same with each {@code @KEY@} replaced.
     *
     * @throws IllegalArgumentException if the text has not all of them
     */
    static String read(String name, Map<String, String> values) {
        String text = read(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            String key = "@" + value.getKey() + "@";
            if (!text.contains(key)) {
                throw new IllegalArgumentException(name + " has no " + key);
            }
            text = text.replace(key, value.getValue());
        }
        return text;
    }
}
