package io.github.multusnodes.pods.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the image has, made as the image has it made. */
class ImageIT {

    @TempDir private static Path parent;

    private static Path image = Path.of("");

    /** How a process has ended, and what it said. */
    private record Ended(int code, String output) {}

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        image = parent.resolve("image");
        Ended made =
                run(
                        List.of(
                                "./runtime",
                                System.getProperty("java.home"),
                                "target/multus-nodes-pod-addresses.jar",
                                image.toString()));

        assertThat(made.code()).as(made.output()).isZero();
    }

    @Test
    void what_a_run_needs_comes_from_the_cache() throws IOException, InterruptedException {
        Ended ended = java("-Xlog:class+load=info", "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.output())
                .contains("io.github.multusnodes.pods.command.Main source: shared objects file");
    }

    /** Where a cache is told to be used, java starts with none that does not fit. */
    @Test
    void the_cache_fits_what_the_image_starts_with() throws IOException, InterruptedException {
        assertThat(java("-XX:AOTMode=on", "--version").code()).isZero();
    }

    /** It would be run on processors that lack its instructions. */
    @Test
    void the_cache_has_no_machine_code() throws IOException, InterruptedException {
        assertThat(java("-Xlog:aot+codecache*=info", "--version").output().strip())
                .doesNotContain("codecache")
                .hasLineCount(1);
    }

    @Test
    void nothing_is_left_of_the_rehearsal() throws IOException {
        try (var files = Files.list(image)) {
            assertThat(files.map(its -> its.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "java", "options", "pod-addresses.aot", "pod-addresses.jar");
        }
    }

    private static Ended java(String flag, String argument)
            throws IOException, InterruptedException {
        return run(
                List.of(
                        image.resolve("java/bin/java").toString(),
                        flag,
                        "@" + image.resolve("options"),
                        argument));
    }

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
