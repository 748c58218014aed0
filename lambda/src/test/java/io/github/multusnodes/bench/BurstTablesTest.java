package io.github.multusnodes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The page on benchmarks has the figures that the code gives: virtual time is the same on any
 * machine. Where one is to change, {@code ./bench burst --docs} writes the page anew.
 */
class BurstTablesTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "50, 1", "1, 2", "10, 2", "50, 2", "1, 4", "10, 4", "50, 4"})
    void bursts_take_what_the_page_says(int nodes, int networks) throws IOException {
        Burst burst = Burst.run(nodes, networks);

        assertThat(Document.benchmarks().part("bursts")).contains(rowOf(burst));
        List<List<String>> calls = cells(Document.benchmarks().part("calls"));
        int column = calls.getFirst().indexOf(burst.name());
        if (column > 0) {
            assertThat(calls.stream().skip(2).map(row -> row.get(0) + ": " + row.get(column)))
                    .containsExactlyElementsOf(
                            BurstTables.ACTIONS.stream()
                                    .map(each -> each + ": " + BurstTables.cell(burst, each))
                                    .toList());
        }
    }

    @Test
    void calls_are_told_of_bursts_that_the_gate_makes() throws IOException {
        assertThat(cells(Document.benchmarks().part("calls")).getFirst())
                .contains("1 × 1", "1 × 2", "1 × 4", "10 × 2", "50 × 2");
    }

    @Test
    void no_burst_on_the_page_takes_more_than_a_fifth_longer_than_its_bound() throws IOException {
        List<List<String>> rows = cells(Document.benchmarks().part("bursts"));

        assertThat(rows).hasSize(2 + 15);
        for (List<String> row : rows.subList(2, rows.size())) {
            assertThat(row.get(1)).as(row.getFirst()).isEqualTo("yes");
            assertThat(Double.parseDouble(row.get(4))).as(row.getFirst()).isLessThanOrEqualTo(1.2);
            assertThat(row.subList(10, 12)).as("failed, abandoned").containsExactly("0", "0");
        }
    }

    private static String rowOf(Burst burst) {
        List<String> lines = new ArrayList<>();
        BurstTables.times(lines::add).row(BurstTables.row(burst));
        return lines.getLast();
    }

    private static List<List<String>> cells(List<String> lines) {
        return lines.stream()
                .map(line -> Arrays.asList(line.substring(1).split("\\|")))
                .map(row -> row.stream().map(String::strip).toList())
                .toList();
    }
}
