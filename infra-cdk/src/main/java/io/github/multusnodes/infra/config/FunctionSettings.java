package io.github.multusnodes.infra.config;

import java.util.List;
import java.util.Optional;

/**
 * How the functions run.
 *
 * @param memoryMiB of the launch function
 * @param drainMemoryMiB of those that speak with the cluster
 * @param timeoutSeconds at most; a function that is done ends at once
 * @param reservedConcurrency of the launch and the terminate function each
 * @param oneSweepAtATime whether a concurrency of 1 is kept for the sweep
 * @param vpc where the functions run that speak with the cluster, if its endpoint is private
 */
public record FunctionSettings(
        int memoryMiB,
        int drainMemoryMiB,
        int timeoutSeconds,
        Architecture architecture,
        boolean snapStart,
        Optional<Integer> reservedConcurrency,
        boolean oneSweepAtATime,
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
