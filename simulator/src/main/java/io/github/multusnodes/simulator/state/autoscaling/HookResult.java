package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;

/** The answer to a lifecycle action. */
public enum HookResult {
    CONTINUE,
    ABANDON;

    /**
     * The result of that name.
     *
     * @throws Refusal {@code ValidationError} if there is none
     */
    public static HookResult ofWireName(String text) {
        return switch (text) {
            case "CONTINUE" -> CONTINUE;
            case "ABANDON" -> ABANDON;
            default ->
                    throw Refusal.of(
                            "ValidationError",
                            "Invalid lifecycle action result '"
                                    + text
                                    + "': give CONTINUE or ABANDON");
        };
    }
}
