package io.github.multusnodes.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The form of the scripts, of the one in user data above all. */
class ScriptTest {

    /** User data may have 16,384 bytes, and the configuration of nodeadm is there too. */
    private static final int MOST_BYTES = 9_200;

    private static final Path REMOVER =
            Path.of("src/main/resources/io/github/multusnodes/infra/kubernetes/not-ready.sh");

    @ParameterizedTest
    @MethodSource("scripts")
    void is_found_clean_by_shellcheck(Path script) throws IOException, InterruptedException {
        Running shellcheck;
        try {
            shellcheck = new Running(List.of("shellcheck", script.toString()));
        } catch (IOException e) {
            throw new AssertionError("No shellcheck here: install it, as .ci/run does", e);
        }

        assertThat(shellcheck.end().said()).isEmpty();
    }

    @Test
    void leaves_room_for_the_rest_of_the_user_data() throws IOException {
        assertThat(Files.size(Machine.SCRIPT)).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void is_plain_ASCII_as_its_part_of_the_user_data_says() throws IOException {
        assertThat(
                        StandardCharsets.US_ASCII
                                .newEncoder()
                                .canEncode(Files.readString(Machine.SCRIPT)))
                .isTrue();
    }

    @Test
    void has_each_placeholder_once() throws IOException {
        String script = Files.readString(Machine.SCRIPT);

        assertThat(Stream.of(script.split("@[A-Z_]+@", -1))).hasSize(3);
        assertThat(script).containsOnlyOnce("\n@NETWORKS@\n").containsOnlyOnce("=@WAIT_SECONDS@\n");
    }

    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> standIns = Files.walk(Namespaces.resources())) {
            return Stream.concat(
                    Stream.of(Machine.SCRIPT, REMOVER),
                    standIns.filter(Files::isRegularFile).sorted().toList().stream());
        }
    }
}
