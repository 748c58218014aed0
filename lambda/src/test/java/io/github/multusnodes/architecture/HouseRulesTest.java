package io.github.multusnodes.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

@DisplayName("The rules of the house for files")
class HouseRulesTest {

    private static final String LATER = "TO" + "DO";

    @Nested
    @DisplayName("given this repository")
    class GivenThisRepository {

        private final Path root = root();
        private final List<SourceFile> java = SourceFile.below(root, ".java");

        @Test
        void sees_the_sources_of_all_modules() {
            assertThat(java).hasSizeGreaterThan(150);
            assertThat(java).filteredOn(SourceFile::isMain).hasSizeGreaterThan(100);
        }

        @Test
        void no_main_file_is_long() {
            assertThat(HouseRules.longFiles(java)).isEmpty();
        }

        @Test
        void no_main_method_is_long() {
            assertThat(HouseRules.longMethods(java)).isEmpty();
        }

        @Test
        void nothing_is_left_for_later() {
            List<SourceFile> all =
                    SourceFile.below(root, ".java", ".xml", ".md", ".properties", ".html");

            assertThat(all).hasSizeGreaterThan(java.size() + 5);
            assertThat(HouseRules.leftForLater(all)).isEmpty();
        }

        @Test
        void every_package_says_what_lives_in_it() {
            assertThat(HouseRules.silentPackages(java)).isEmpty();
        }

        @Test
        void no_link_between_pages_is_dead() {
            List<SourceFile> pages = SourceFile.below(root, ".md");

            assertThat(pages)
                    .extracting(SourceFile::name)
                    .contains("CHANGELOG.md", "CONTRIBUTING.md", "architecture.md");
            assertThat(HouseRules.deadLinks(pages)).isEmpty();
        }

        @Test
        void decisions_are_numbered_and_have_a_status() {
            List<SourceFile> decisions = SourceFile.below(root.resolve("docs/adr"), ".md");

            assertThat(decisions).hasSizeGreaterThanOrEqualTo(9);
            assertThat(Records.unreadableDecisions(decisions)).isEmpty();
        }

        @Test
        void the_change_log_tells_what_is_unreleased() {
            SourceFile log = SourceFile.read(root.resolve("CHANGELOG.md"));

            assertThat(Records.unreadableChanges(log)).isEmpty();
        }

        @Test
        void the_gate_runs_what_the_front_page_says() {
            SourceFile frontPage = SourceFile.read(root.resolve("README.md"));
            SourceFile gate = SourceFile.read(root.resolve(".ci/run"));

            assertThat(Records.commandsNobodyRuns(frontPage, gate)).isEmpty();
        }

        /** The nearest folder above this module that has the build's scripts. */
        private static Path root() {
            Path module = Path.of("").toAbsolutePath();
            return Stream.iterate(module, Objects::nonNull, Path::getParent)
                    .filter(folder -> Files.exists(folder.resolve("build/format")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    @DisplayName("given files that break them")
    class GivenFilesThatBreakThem {

        @TempDir Path root;

        @Test
        void a_long_main_file_is_named_but_a_long_test_is_not() throws IOException {
            String long301 = "//\n".repeat(301);
            write("a/src/main/java/Long.java", long301);
            write("a/src/main/java/Short.java", "//\n".repeat(300));
            write("a/src/test/java/LongTest.java", long301);

            assertThat(HouseRules.longFiles(java()))
                    .singleElement()
                    .asString()
                    .contains("Long.java has 301 lines; allowed: 300");
        }

        @Test
        void a_long_method_is_named_with_its_line() throws IOException {
            write(
                    "a/src/main/java/A.java",
                    "class A {\n  void fits() {\n%s  }\n  void grows() {\n%s  }\n}\n"
                            .formatted("    run();\n".repeat(38), "    run();\n".repeat(39)));

            assertThat(HouseRules.longMethods(java()))
                    .singleElement()
                    .asString()
                    .contains("grows (line 42) has 41 lines; allowed: 40");
        }

        @Test
        void work_left_for_later_is_named_with_its_line() throws IOException {
            write("a/src/test/java/A.java", "class A {\n    // " + LATER + ": more\n}\n");

            assertThat(HouseRules.leftForLater(java()))
                    .singleElement()
                    .asString()
                    .contains("A.java:2 leaves something for later");
        }

        @Test
        void a_package_without_info_sentence_or_null_mark_is_named() throws IOException {
            String end = "package p;\n";
            write("none/A.java", end);
            write("empty/package-info.java", end);
            write("unmarked/package-info.java", "/** What lives here. */\n" + end);
            write("mute/package-info.java", "@NullMarked\n" + end);
            write("fragment/package-info.java", "/** things */\n@NullMarked\n" + end);
            write("good/package-info.java", "/** What lives here. */\n@NullMarked\n" + end);
            write("long/package-info.java", "/**\n * What\n * lives.\n */\n@NullMarked\n" + end);

            assertThat(HouseRules.silentPackages(java()))
                    .extracting(breach -> breach.replaceAll(".*/(\\w+) needs.*", "$1"))
                    .containsExactly("empty", "fragment", "mute", "none", "unmarked");
        }

        @Test
        void a_dead_link_is_named() throws IOException {
            write("docs/a.md", "[b](b.md) [gone](c.md#part) [out](https://example.com/x)\n");
            write("docs/b.md", "[up](../docs/a.md)\n");

            assertThat(HouseRules.deadLinks(SourceFile.below(root, ".md")))
                    .singleElement()
                    .asString()
                    .contains("a.md links to c.md");
        }

        @Test
        void a_build_folder_is_not_looked_at() throws IOException {
            write("a/target/A.java", "// " + LATER + "\n");

            assertThat(java()).isEmpty();
        }

        private List<SourceFile> java() {
            return SourceFile.below(root, ".java");
        }

        private void write(String path, String text) throws IOException {
            Path file = root.resolve(path);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        }
    }
}
