package io.github.multusnodes.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * A packaged function: a jar and one of its handlers.
 *
 * @param snapStart whether its initialisation is told that a snapshot follows, and then a restore
 */
record Subject(Path jar, Kind kind, boolean snapStart) {

    /** One that starts from nothing. */
    Subject(Path jar, Kind kind) {
        this(jar, kind, false);
    }

    /** What its process is told of it. */
    Map<String, String> environment() {
        return Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", snapStart ? "snap-start" : "on-demand");
    }

    /** What a function is for. */
    enum Kind {
        LAUNCH("LaunchHookHandler"),
        TERMINATION("TerminateHookHandler");

        private final String handler;

        Kind(String handler) {
            this.handler = handler;
        }

        /** As Lambda is told it. */
        String handler() {
            return "io.github.multusnodes.handler." + handler + "::handleRequest";
        }
    }
}
