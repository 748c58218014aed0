package io.github.multusnodes.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.stream.Collectors.toSet;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.multusnodes.settings.Settings;
import io.github.multusnodes.settings.SweepSettings;
import io.github.multusnodes.settings.TerminateSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The template and the code agree. */
class SamTemplateTest {

    private static final Path FILE = Path.of("..", "templates", "sam", "template.yaml");
    private static final String HANDLERS = "io.github.multusnodes.handler.";

    /**
     * For each function what reads its variables, and throws if they cannot be used. Those of a
     * stack are told what they need by its properties.
     */
    private static final Map<String, Consumer<Map<String, String>>> READERS =
            Map.of(
                    "Launch", Settings::read,
                    "Terminate", TerminateSettings::read,
                    "Sweep", SweepSettings::read,
                    "Reservations", _ -> {},
                    "Cluster", _ -> {});

    @TempDir private Path folder = Path.of("");

    @Test
    void each_function_of_the_product_is_in_the_template_and_no_other() throws IOException {
        try (Stream<Path> sources =
                Files.list(Path.of("src/main/java/io/github/multusnodes/handler"))) {
            Set<String> handlers =
                    sources.map(Path::getFileName)
                            .map(Path::toString)
                            .filter(name -> name.endsWith("Handler.java"))
                            .map(name -> HANDLERS + name.replace(".java", "::handleRequest"))
                            .collect(toSet());

            assertThat(template().functions())
                    .extracting(SamFunction::handler)
                    .containsExactlyInAnyOrderElementsOf(handlers);
        }
        assertThat(template().functions())
                .extracting(SamFunction::name)
                .containsExactlyInAnyOrderElementsOf(READERS.keySet());
    }

    @Test
    void each_handler_is_a_class_that_lambda_can_make() throws Exception {
        for (SamFunction function : template().functions()) {
            Class<?> handler = Class.forName(function.handlerClass());

            assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
            assertThat(handler.getConstructor()).isNotNull();
        }
    }

    @Test
    void each_environment_can_be_used_as_it_stands() throws IOException {
        for (SamFunction function : template().functions()) {
            assertThatCode(() -> reader(function).accept(function.environment()))
                    .as(function.name())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void each_variable_of_the_front_page_can_be_given() throws IOException {
        Set<String> variables =
                Pattern.compile("`(MULTUS_[A-Z_]+)`")
                        .matcher(Files.readString(Path.of("..", "README.md")))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .collect(toSet());

        assertThat(variables).hasSizeGreaterThan(9);
        for (SamFunction function : template().functions()) {
            assertThat(function.environment())
                    .as(function.name())
                    .containsKeys(variables.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MemorySize: 512|MemorySise: 512|\"MemorySise\" is none of",
                "{Ref: Drain}|{Ref: Drian}|There is no parameter with a default for"
                        + " {\"Ref\":\"Drian\"}",
                "java25|java99|\"java99\" is none of [java25]",
                "Variables:|Variable:|\"Variable\" is none of [Variables]",
            })
    void a_slip_in_the_template_does_not_pass_unseen(String right, String wrong, String message)
            throws IOException {
        String text = Files.readString(FILE);
        Path broken =
                Files.writeString(folder.resolve("template.yaml"), text.replace(right, wrong));

        assertThat(text).contains(right);
        assertThatThrownBy(() -> SamTemplate.read(broken).functions())
                .hasMessageContaining(message);
    }

    private static Consumer<Map<String, String>> reader(SamFunction function) {
        return READERS.getOrDefault(
                function.name(),
                _ -> {
                    throw new AssertionError("Nothing is known to read the variables");
                });
    }

    private static SamTemplate template() throws IOException {
        return SamTemplate.read(FILE);
    }
}
