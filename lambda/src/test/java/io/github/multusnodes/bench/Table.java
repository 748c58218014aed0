package io.github.multusnodes.bench;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A table in Markdown, told row by row as it comes about. */
final class Table {

    private final int columns;
    private final Consumer<String> lines;

    /** Prints the head; figures stand at the right, the first column at the left. */
    Table(List<String> head) {
        this(head, System.out::println);
    }

    /** The same for a taker of lines. */
    Table(List<String> head, Consumer<String> lines) {
        this.columns = head.size();
        this.lines = lines;
        tell(head);
        lines.accept("|---|" + String.join("", Collections.nCopies(columns - 1, "---:|")));
    }

    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for a table of " + columns + " columns: " + cells);
        }
        tell(cells);
    }

    private void tell(List<String> cells) {
        lines.accept("| " + String.join(" | ", cells) + " |");
    }
}
