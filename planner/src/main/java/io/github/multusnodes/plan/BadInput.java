package io.github.multusnodes.plan;

import java.util.List;

/** What the command was given cannot be used. */
final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /**
     * @param lines what is wrong, each with what to do about it
     */
    BadInput(List<String> lines, Throwable cause) {
        super(String.join("; ", lines), cause);
        this.lines = List.copyOf(lines);
    }

    BadInput(String line) {
        super(line);
        this.lines = List.of(line);
    }

    BadInput(String line, Throwable cause) {
        this(List.of(line), cause);
    }

    List<String> lines() {
        return lines;
    }
}
