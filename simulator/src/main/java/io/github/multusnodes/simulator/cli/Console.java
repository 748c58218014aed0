package io.github.multusnodes.simulator.cli;

import java.io.PrintStream;
import java.util.stream.Stream;

/**
 * Where a run shows itself.
 *
 * @param colours whether whoever reads it sees colours
 */
record Console(PrintStream out, boolean colours) {

    /** Standard output; coloured on a terminal unless {@code NO_COLOR} is set (no-color.org). */
    static Console standard() {
        boolean terminal =
                Stream.ofNullable(System.console()).anyMatch(java.io.Console::isTerminal);
        String noColour = System.getenv("NO_COLOR");
        return new Console(System.out, terminal && (noColour == null || noColour.isEmpty()));
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Text that stands back, where there are colours. */
    String dim(String text) {
        return colours ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    /** Text that stands out, where there are colours. */
    String bold(String text) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
