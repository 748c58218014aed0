package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.assign.Bounds;
import io.github.multusnodes.pods.assign.Expected;
import io.github.multusnodes.reading.Violations;

import java.util.Map;

/** How {@code init} and {@code sidecar} are to do their work. */
record Settings(
        String primaryInterface, Expected expected, Bounds bounds, int readyPort, Common common) {

    /**
     * Reads arguments, and variables where these do not say.
     *
     * @param violations takes what is wrong; if there is any, what is returned is of no use
     */
    static Settings read(
            Map<Option, String> given, Map<String, String> environment, Violations violations) {
        Values values = new Values(given, environment, violations);
        return new Settings(
                values.name(Option.PRIMARY_INTERFACE),
                values.expected(Option.INTERFACES),
                new Bounds(
                        values.duration(Option.INTERFACES_WITHIN),
                        values.duration(Option.SETTLED_WITHIN),
                        values.duration(Option.GIVEN_BACK_WITHIN),
                        Bounds.usual().lookingAgain()),
                values.port(Option.READY_PORT),
                values.common());
    }
}
