package io.github.multusnodes.infra.config;

import java.util.List;
import java.util.Optional;

/**
 * How the functions run.
 *
 * @param memoryMiB of the launch function
 * @param drainMemoryMiB of those that speak with the cluster
 * @param timeoutSeconds of all but the sweep's rest: a function that is done ends at once
 * @param reservedConcurrency of the launch and the terminate function each
 * @param vpc where the functions run that speak with the cluster, if its endpoint is private
 */
public record FunctionSettings(
        int memoryMiB,
        int drainMemoryMiB,
        int timeoutSeconds,
        Architecture architecture,
        boolean snapStart,
        Optional<Integer> reservedConcurrency,
        int logRetentionDays,
        Optional<Vpc> vpc) {

    /** Subnets and security groups of functions that must reach private addresses. */
    public record Vpc(List<String> subnets, List<String> securityGroups) {
        public Vpc {
            subnets = List.copyOf(subnets);
            securityGroups = List.copyOf(securityGroups);
        }
    }
}
