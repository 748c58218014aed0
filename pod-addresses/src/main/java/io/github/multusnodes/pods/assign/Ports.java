package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.pods.port.PodNetwork;
import io.github.multusnodes.retry.Time;

import java.util.random.RandomGenerator;

/**
 * Everything of the world that a run needs.
 *
 * @param metadata of the instance
 * @param jitter parts runs that were refused together
 */
public record Ports(
        PodNetwork pod,
        NodeInterfaces metadata,
        Assignments ec2,
        Time time,
        RandomGenerator jitter) {}
