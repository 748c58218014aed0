package io.github.multusnodes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page with parts that a program writes, each between {@code <!-- NAME -->} and {@code <!-- /NAME
 * -->}.
 */
record Document(Path file) {

    /** The page on benchmarks, from a module's folder. */
    static Document benchmarks() {
        return new Document(Path.of("..", "docs", "benchmarks.md"));
    }

    /** The lines of a part. */
    List<String> part(String name) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(begin(lines, name) + 1, end(lines, name));
    }

    /** Writes a part anew. */
    void write(String name, List<String> part) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> old = lines.subList(begin(lines, name) + 1, end(lines, name));
        old.clear();
        old.addAll(part);
        Files.write(file, lines);
    }

    private int begin(List<String> lines, String name) {
        return index(lines, "<!-- " + name + " -->");
    }

    private int end(List<String> lines, String name) {
        return index(lines, "<!-- /" + name + " -->");
    }

    private int index(List<String> lines, String marker) {
        int index = lines.indexOf(marker);
        if (index < 0) {
            throw new IllegalStateException(file + " has no line '" + marker + "'");
        }
        return index;
    }
}
