package io.github.multusnodes.simulator.state.ec2;

import java.util.Optional;

/**
 * Which interface shall go where.
 *
 * @param networkCardIndex absent if the caller left it out, which EC2 does not treat as 0 in all
 *     respects
 */
public record AttachRequest(
        String networkInterfaceId,
        String instanceId,
        int deviceIndex,
        Optional<Integer> networkCardIndex) {}
