package io.github.multusnodes.simulator.state.cloudformation;

import java.util.Map;

/**
 * What a custom resource's function has answered.
 *
 * @param succeeded whether its status is {@code SUCCESS}, and not {@code FAILED}
 * @param reason empty where none is given
 * @param data what templates can read
 */
public record Answer(
        boolean succeeded,
        String reason,
        String physicalId,
        String stackId,
        String requestId,
        String logicalId,
        Map<String, String> data) {

    public Answer {
        data = Map.copyOf(data);
    }
}
