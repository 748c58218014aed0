package io.github.multusnodes.simulator.state.kubernetes;

import java.util.Map;

/**
 * A PodDisruptionBudget.
 *
 * @param selector the labels of the pods it protects
 * @param minAvailable how many of them must stay healthy
 */
public record Budget(
        String namespace, String name, Map<String, String> selector, int minAvailable) {

    public Budget {
        selector = Map.copyOf(selector);
    }

    boolean protects(Pod pod) {
        return namespace.equals(pod.namespace())
                && pod.template().labels().entrySet().containsAll(selector.entrySet());
    }
}
