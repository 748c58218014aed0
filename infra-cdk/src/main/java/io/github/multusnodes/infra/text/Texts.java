package io.github.multusnodes.infra.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Files beside a class, that are taken as they are but for a few places. */
public final class Texts {

    private Texts() {}

    /** A file in the folder of a class. */
    public static String read(Class<?> beside, String name) {
        try (InputStream text = beside.getResourceAsStream(name)) {
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
    public static String read(Class<?> beside, String name, Map<String, String> values) {
        String text = read(beside, name);
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
