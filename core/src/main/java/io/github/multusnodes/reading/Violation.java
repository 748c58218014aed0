package io.github.multusnodes.reading;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One setting that is not as it must be.
 *
 * @param path where, as in {@code MULTUS_NETWORKS[1].ipv4.mode}
 * @param value what was found there, or {@code missing}
 * @param allowed what may stand there
 * @param advice what to do
 */
public record Violation(String path, String value, String allowed, String advice) {

    private static final int LONGEST_VALUE = 60;
    private static final int LONGEST_PATH = 250;

    static final String MISSING = "missing";

    public Violation {
        path = cut(path, LONGEST_PATH);
        value = cut(value, LONGEST_VALUE);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "... (" + text.length() + " long)";
    }

    /** How a text is shown. */
    public static String quoted(String text) {
        return '"' + text + '"';
    }

    /** One line for people. */
    public String text() {
        return path + " is " + value + "; allowed: " + allowed + ". " + advice;
    }

    /**
     * All of them for people, one a line.
     *
     * @param what is wrong, after their number
     */
    public static String listed(List<Violation> violations, String what) {
        return violations.stream()
                .map(violation -> "\n  - " + violation.text())
                .collect(Collectors.joining("", violations.size() + " " + what + ":", ""));
    }
}
