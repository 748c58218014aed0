package io.github.multusnodes.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.github.multusnodes.reading.Violation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

@DisplayName("A wrong configuration is told in full:")
class WrongConfigurationsTest {

    @TempDir private Path folder;

    /** A change of the example, and every message that it must cause. */
    record Wrong(String what, String replace, String by, List<String> messages) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongs")
    void each_violation_says_what_which_value_what_is_allowed_and_what_to_do(Wrong wrong)
            throws IOException {
        assertThat(violations(Example.with(folder, wrong.replace, wrong.by)))
                .extracting(Violation::text)
                .containsExactlyElementsOf(wrong.messages);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertThat(violations(folder.resolve("none.yaml")))
                .extracting(Violation::text)
                .containsExactly(
                        "the file is missing; allowed: a YAML file. Name it by -c config=<path>, or"
                                + " copy the shipped example there.");
    }

    private static List<Violation> violations(Path file) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class, () -> ConfigurationFile.read(file))
                .violations();
    }

    static List<Wrong> wrongs() throws IOException {
        return new YAMLMapper()
                .readValue(
                        WrongConfigurationsTest.class.getResourceAsStream(
                                "wrong-configurations.yaml"),
                        new TypeReference<>() {});
    }
}
