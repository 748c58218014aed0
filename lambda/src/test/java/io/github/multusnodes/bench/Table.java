package io.github.multusnodes.bench;

import java.util.Collections;
import java.util.List;

/** A table in Markdown, printed row by row as it comes about. */
final class Table {

    private final int columns;

    /** Prints the head; figures stand at the right, the first column at the left. */
    Table(List<String> head) {
        this.columns = head.size();
        print(head);
        System.out.println("|---|" + String.join("", Collections.nCopies(columns - 1, "---:|")));
    }

    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for a table of " + columns + " columns: " + cells);
        }
        print(cells);
    }

    private static void print(List<String> cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }
}
