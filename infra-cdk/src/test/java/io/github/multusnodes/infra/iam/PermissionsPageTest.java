package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page for security reviewers says what the policies say, and why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "permissions.md");

    private final PermissionsPage page = new PermissionsPage();

    @ParameterizedTest
    @ValueSource(strings = {"launch", "terminate", "sweep", "reservations", "clusters"})
    void each_statement_has_its_row_and_a_reason(String function) throws IOException {
        List<String> rows = rowsOn(Files.readString(PAGE), function);

        assertThat(rows.stream().map(PermissionsPageTest::withoutReason))
                .as("the rows of %s on the page", function)
                .containsExactlyElementsOf(page.rows(function));
        assertThat(rows).allMatch(row -> row.length() - withoutReason(row).length() > 20);
    }

    private static List<String> rowsOn(String text, String function) {
        int start = text.indexOf("\n## " + function + "\n");
        assertThat(start).as("a heading for %s", function).isPositive();
        int next = text.indexOf("\n## ", start + 1);
        return text.substring(start, next < 0 ? text.length() : next)
                .lines()
                .filter(line -> line.matches("\\| [A-Z].*"))
                .toList();
    }

    private static String withoutReason(String row) {
        return row.substring(0, row.lastIndexOf('|', row.length() - 2) + 1);
    }
}
