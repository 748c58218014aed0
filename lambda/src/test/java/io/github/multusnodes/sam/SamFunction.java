package io.github.multusnodes.sam;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A function as the template has it. */
record SamFunction(
        String name,
        String handler,
        Path code,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment) {

    SamFunction {
        environment = Map.copyOf(environment);
    }

    /** The class that its handler names. */
    String handlerClass() {
        return handler.replaceFirst("::handleRequest$", "");
    }
}
