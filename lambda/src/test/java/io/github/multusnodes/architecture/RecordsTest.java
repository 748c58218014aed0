package io.github.multusnodes.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

@DisplayName("The rules for decision records, the change log and the front page")
class RecordsTest {

    private static final String GOOD =
            """
            # 1. A title

            Status: Accepted
            Date: 2026-01-31

            ## Context
            ## Options
            ## Decision
            ## Consequences
            """;

    @Test
    void accept_a_decision_that_has_everything() {
        assertThat(decision("0001-a-title.md", GOOD)).isEmpty();
    }

    @Test
    void name_a_gap_in_the_numbers() {
        assertThat(decision("0002-a-title.md", GOOD.replace("# 1.", "# 2.")))
                .anySatisfy(breach -> assertThat(breach).contains("should be named 0001-"))
                .anySatisfy(breach -> assertThat(breach).contains("begin with '# 1."));
    }

    @Test
    void name_a_missing_or_unknown_status() {
        assertThat(decision("0001-a.md", GOOD.replace("Status: Accepted", "")))
                .singleElement()
                .asString()
                .contains("Status:");
        assertThat(decision("0001-a.md", GOOD.replace("Accepted", "Perhaps"))).hasSize(1);
    }

    @Test
    void name_a_missing_date() {
        assertThat(decision("0001-a.md", GOOD.replace("Date: 2026-01-31", "Date: lately")))
                .singleElement()
                .asString()
                .contains("Date:");
    }

    @Test
    void name_a_missing_section() {
        assertThat(decision("0001-a.md", GOOD.replace("## Options\n", "")))
                .singleElement()
                .asString()
                .contains("sections");
    }

    @Test
    void accept_a_change_log_by_version_and_kind() {
        assertThat(changes("## Unreleased\n### Added\n## 0.1.0 - 2026-01-31\n### Fixed\n"))
                .isEmpty();
    }

    @Test
    void name_a_change_log_without_unreleased_changes() {
        assertThat(changes("## 0.1.0 - 2026-01-31\n")).hasSize(1);
        assertThat(changes("")).hasSize(1);
    }

    @Test
    void name_an_undated_version_and_an_unknown_kind() {
        assertThat(changes("## Unreleased\n### Bumps\n## 0.1.0\n")).hasSize(2);
    }

    @Test
    void accept_a_front_page_whose_commands_the_gate_runs() {
        assertThat(unrun("```sh\nmvn verify  # tests\n./run\n```\n")).isEmpty();
    }

    @Test
    void name_a_command_that_the_gate_does_not_run() {
        assertThat(unrun("```sh\nmvn verify\nmvn\n```\n"))
                .containsExactly("run should have a stage that runs: mvn");
        assertThat(unrun("```sh\nmvn verify\n```\nThen:\n```sh\n./other\n```\n"))
                .containsExactly("run should have a stage that runs: ./other");
        assertThat(unrun("Just run it.\n")).hasSize(1);
    }

    private static List<String> unrun(String frontPage) {
        return Records.commandsNobodyRuns(
                file("README.md", frontPage),
                file("run", "stage \"tests\" mvn verify\nstage \"show\" ./run\n"));
    }

    private static List<String> decision(String name, String text) {
        return Records.unreadableDecisions(List.of(file(name, text)));
    }

    private static List<String> changes(String text) {
        return Records.unreadableChanges(file("CHANGELOG.md", text));
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile(Path.of(name), text.lines().toList());
    }
}
