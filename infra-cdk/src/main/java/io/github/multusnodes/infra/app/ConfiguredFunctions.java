package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Architecture;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.FunctionSettings;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.construct.HookFunctionsProps;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the configuration that the functions work with, as the constructs ask for it. */
interface ConfiguredFunctions extends HookFunctionsProps {

    Configuration its();

    @Override
    default software.amazon.awscdk.services.lambda.Architecture architecture() {
        return its().functions().architecture() == Architecture.ARM64
                ? software.amazon.awscdk.services.lambda.Architecture.ARM_64
                : software.amazon.awscdk.services.lambda.Architecture.X86_64;
    }

    @Override
    default int memoryMiB() {
        return its().functions().memoryMiB();
    }

    @Override
    default int drainMemoryMiB() {
        return its().functions().drainMemoryMiB();
    }

    @Override
    default int timeoutSeconds() {
        return its().functions().timeoutSeconds();
    }

    @Override
    default boolean snapStart() {
        return its().functions().snapStart();
    }

    @Override
    default Optional<Integer> reservedConcurrency() {
        return its().functions().reservedConcurrency();
    }

    @Override
    default boolean oneSweepAtATime() {
        return its().functions().oneSweepAtATime();
    }

    @Override
    default int logRetentionDays() {
        return its().functions().logRetentionDays();
    }

    @Override
    default List<String> vpcSubnetIds() {
        return its().functions().vpc().map(FunctionSettings.Vpc::subnets).orElse(List.of());
    }

    @Override
    default List<String> vpcSecurityGroupIds() {
        return its().functions().vpc().map(FunctionSettings.Vpc::securityGroups).orElse(List.of());
    }

    @Override
    default Map<String, String> networkVariables() {
        return its().variables().networks();
    }

    @Override
    default Optional<String> drainSettings() {
        return its().variables().drain();
    }

    @Override
    default Optional<String> sweepSettings() {
        return its().variables().sweepSettings();
    }

    @Override
    default List<String> multusSubnetIds() {
        return its().networks().stream()
                .flatMap(network -> network.subnets().values().stream())
                .map(NetworkPlaces.Place::subnet)
                .distinct()
                .toList();
    }

    @Override
    default List<String> multusSecurityGroupIds() {
        boolean all =
                its().networks().stream().noneMatch(network -> network.securityGroups().isEmpty());
        return all
                ? its().networks().stream()
                        .flatMap(network -> network.securityGroups().stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    @Override
    default List<String> multusTagKeys() {
        return its().networks().stream()
                .flatMap(network -> network.tagKeys().stream())
                .distinct()
                .toList();
    }

    @Override
    default boolean delegatesPrefixes() {
        return its().networks().stream().anyMatch(NetworkPlaces::delegatesPrefixes);
    }

    @Override
    default boolean drains() {
        return its().variables().cluster().isPresent();
    }

    @Override
    default boolean repairs() {
        return its().repairs();
    }
}
