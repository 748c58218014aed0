package io.github.multusnodes.bench;

import java.nio.file.Path;

/** A packaged function: a jar and one of its handlers. */
record Subject(Path jar, Kind kind) {

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
