package io.github.multusnodes.pods.agent;

import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.pods.port.NodePods;
import io.github.multusnodes.pods.port.Reports;
import io.github.multusnodes.retry.Time;

import java.util.random.RandomGenerator;

/**
 * Everything of the world that an agent needs.
 *
 * @param metadata of the instance
 * @param jitter parts agents that were refused together
 */
public record AgentPorts(
        NodeInterfaces metadata,
        NodePods pods,
        Assignments ec2,
        Reports reports,
        Time time,
        RandomGenerator jitter) {}
