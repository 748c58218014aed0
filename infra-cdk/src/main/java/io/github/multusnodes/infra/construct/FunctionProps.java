package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.services.lambda.Architecture;

import java.util.List;
import java.util.Optional;

/** How all of the functions run. */
public interface FunctionProps extends GroupProps {

    /** Where their code is. */
    HandlerCode code();

    /** Default: arm64. */
    default Architecture architecture() {
        return Architecture.ARM_64;
    }

    /** Memory of the functions without the Kubernetes client, in MiB. Default: 1024. */
    default int memoryMiB() {
        return 1024;
    }

    /** Memory of the functions that speak with the cluster, in MiB. Default: 1024. */
    default int drainMemoryMiB() {
        return 1024;
    }

    /** Less than the timeout of either hook, at most 900. Default: 840. */
    default int timeoutSeconds() {
        return 840;
    }

    /** Whether functions start from a snapshot; needs published code. Default: true. */
    default boolean snapStart() {
        return true;
    }

    /** Concurrency kept for the launch and for the terminate function. Default: none is kept. */
    default Optional<Integer> reservedConcurrency() {
        return Optional.empty();
    }

    /**
     * Whether a concurrency of 1 is kept for the sweep, so that sweeps never overlap. Overlapping
     * sweeps do no harm but calls. Default: true.
     */
    default boolean oneSweepAtATime() {
        return true;
    }

    /** Days that logs are kept: one of those that CloudWatch Logs takes. Default: 30. */
    default int logRetentionDays() {
        return 30;
    }

    /**
     * Subnets of the functions that speak with the cluster, where its endpoint is private. Default:
     * none; they run outside of the VPC.
     */
    default List<String> vpcSubnetIds() {
        return List.of();
    }

    /** Their security groups. Default: one that the stack makes, if there are subnets. */
    default List<String> vpcSecurityGroupIds() {
        return List.of();
    }
}
