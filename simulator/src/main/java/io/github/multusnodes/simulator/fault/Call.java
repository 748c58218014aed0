package io.github.multusnodes.simulator.fault;

import java.util.Map;

/**
 * A call as it arrives.
 *
 * @param number its place among all calls to the world, from 1
 * @param caller the access key id it was signed with: who calls
 * @param action the API action
 * @param parameters all parameters but {@code Action} and {@code Version}
 */
public record Call(long number, String caller, String action, Map<String, String> parameters) {

    public Call {
        parameters = Map.copyOf(parameters);
    }

    /** Whether the action may change anything. */
    public boolean changes() {
        return !action.startsWith("Describe")
                && !action.startsWith("Get")
                && !action.startsWith("Watch");
    }
}
