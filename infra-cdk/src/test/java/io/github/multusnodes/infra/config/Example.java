package io.github.multusnodes.infra.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped example, and what becomes of it when a line of it is changed. */
final class Example {

    static final Path FILE = Path.of("multus-nodes.yaml");

    private Example() {}

    static Configuration read() {
        return ConfigurationFile.read(FILE);
    }

    /** The example with one text in it replaced, which must be there. */
    static Path with(Path folder, String text, String replacement) throws IOException {
        String example = Files.readString(FILE);
        assertThat(example).contains(text);
        Path file = folder.resolve("changed.yaml");
        return Files.writeString(file, example.replace(text, replacement));
    }
}
