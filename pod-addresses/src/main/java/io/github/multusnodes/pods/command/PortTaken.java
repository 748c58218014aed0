package io.github.multusnodes.pods.command;

/** A port that the program is to open cannot be opened. */
final class PortTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortTaken(int port, Option option, Exception why) {
        super(
                "Port %d cannot be opened (%s): give %s one that is free"
                        .formatted(port, why.getMessage(), option.argument()),
                why);
    }
}
