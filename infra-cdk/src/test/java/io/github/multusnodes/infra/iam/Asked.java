package io.github.multusnodes.infra.iam;

import java.util.List;

/**
 * A call of a function, and everything that AWS asked its policy for.
 *
 * @param allowed whether the policy of its scene allowed it
 */
record Asked(String function, String action, List<Request> requests, boolean allowed) {

    Asked {
        requests = List.copyOf(requests);
    }

    @Override
    public String toString() {
        return function + ": " + requests;
    }
}
