package io.github.multusnodes.pods.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.pods.command.Arguments.Command;
import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ArgumentsTest {

    private final Violations violations = new Violations();

    @ParameterizedTest
    @CsvSource({
        "init, INIT",
        "initContainers, INIT",
        "sidecar, SIDECAR",
        "node, NODE",
        "--help, HELP",
        "-h, HELP",
        "--version, VERSION",
    })
    void a_command_is_read(String word, Command command) {
        assertThat(Arguments.read(List.of(word), violations))
                .contains(new Arguments(command, Map.of()));
        assertThat(violations.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"initContainers, INIT", "sidecar, SIDECAR"})
    void what_the_published_container_is_started_with_is_understood(String word, Command command) {
        assertThat(Arguments.read(List.of("/bin/sh", "-c", "/app/script.sh " + word), violations))
                .contains(new Arguments(command, Map.of()));
    }

    @Test
    void no_other_script_is_run() {
        assertThat(Arguments.read(List.of("/bin/sh", "-c", "rm -rf /"), violations)).isEmpty();
        assertThat(texts()).first().asString().startsWith("the command is \"/bin/sh\"");
    }

    @Test
    void options_are_read_in_both_spellings() {
        assertThat(
                        Arguments.read(
                                List.of("init", "--reassign", "true", "--interfaces=net1,net2"),
                                violations))
                .contains(
                        new Arguments(
                                Command.INIT,
                                Map.of(Option.REASSIGN, "true", Option.INTERFACES, "net1,net2")));
    }

    @Test
    void all_mistakes_are_told() {
        assertThat(Arguments.read(List.of("start", "--reasign=true", "--region"), violations))
                .isEmpty();
        assertThat(texts())
                .containsExactly(
                        "the command is \"start\"; allowed: init, sidecar, node, --help or"
                                + " --version. Put it before all options: see --help.",
                        "an argument is \"--reasign=true\"; allowed: the options. See --help for"
                                + " them.",
                        "--region is missing; allowed: a value after it. the Region; unset:"
                                + " instance metadata tells.");
    }

    @Test
    void without_a_command_nothing_is_done() {
        assertThat(Arguments.read(List.of(), violations)).isEmpty();
        assertThat(texts())
                .containsExactly(
                        "the command is missing; allowed: init, sidecar, node, --help or --version."
                                + " Name one: see --help.");
    }

    private List<String> texts() {
        return violations.found().stream().map(Violation::text).toList();
    }
}
