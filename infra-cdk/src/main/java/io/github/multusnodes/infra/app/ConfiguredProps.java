package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Architecture;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.FunctionSettings;
import io.github.multusnodes.infra.config.InstanceType;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.construct.MultusNodesProps;
import io.github.multusnodes.infra.construct.SubnetReservation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the configuration file says, as the constructs ask for it. */
record ConfiguredProps(Configuration its, String imageId, HandlerCode code)
        implements MultusNodesProps {

    @Override
    public String nodeGroupName() {
        return its.name();
    }

    @Override
    public String clusterName() {
        return its.cluster().name();
    }

    @Override
    public software.amazon.awscdk.services.lambda.Architecture architecture() {
        return its.functions().architecture() == Architecture.ARM64
                ? software.amazon.awscdk.services.lambda.Architecture.ARM_64
                : software.amazon.awscdk.services.lambda.Architecture.X86_64;
    }

    @Override
    public int memoryMiB() {
        return its.functions().memoryMiB();
    }

    @Override
    public int drainMemoryMiB() {
        return its.functions().drainMemoryMiB();
    }

    @Override
    public int timeoutSeconds() {
        return its.functions().timeoutSeconds();
    }

    @Override
    public boolean snapStart() {
        return its.functions().snapStart();
    }

    @Override
    public Optional<Integer> reservedConcurrency() {
        return its.functions().reservedConcurrency();
    }

    @Override
    public boolean oneSweepAtATime() {
        return its.functions().oneSweepAtATime();
    }

    @Override
    public int logRetentionDays() {
        return its.functions().logRetentionDays();
    }

    @Override
    public List<String> vpcSubnetIds() {
        return its.functions().vpc().map(FunctionSettings.Vpc::subnets).orElse(List.of());
    }

    @Override
    public List<String> vpcSecurityGroupIds() {
        return its.functions().vpc().map(FunctionSettings.Vpc::securityGroups).orElse(List.of());
    }

    @Override
    public Map<String, String> launchEnvironment() {
        return its.environments().launch();
    }

    @Override
    public Map<String, String> terminateEnvironment() {
        return its.environments().terminate();
    }

    @Override
    public Map<String, String> sweepEnvironment() {
        return its.environments().sweep();
    }

    @Override
    public List<String> multusSubnetIds() {
        return its.networks().stream()
                .flatMap(network -> network.subnets().values().stream())
                .map(NetworkPlaces.Place::subnet)
                .distinct()
                .toList();
    }

    @Override
    public List<String> multusSecurityGroupIds() {
        boolean all =
                its.networks().stream().noneMatch(network -> network.securityGroups().isEmpty());
        return all
                ? its.networks().stream()
                        .flatMap(network -> network.securityGroups().stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    @Override
    public List<String> multusTagKeys() {
        return its.networks().stream()
                .flatMap(network -> network.tagKeys().stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean delegatesPrefixes() {
        return its.networks().stream().anyMatch(NetworkPlaces::delegatesPrefixes);
    }

    @Override
    public boolean drains() {
        return its.environments().drains();
    }

    @Override
    public boolean repairs() {
        return its.environments().repairs();
    }

    @Override
    public List<SubnetReservation> reservations() {
        return its.networks().stream()
                .flatMap(network -> network.subnets().values().stream())
                .flatMap(
                        place ->
                                place.reservations().stream()
                                        .map(
                                                wanted ->
                                                        new SubnetReservation(
                                                                place.subnet(),
                                                                wanted.cidr().toString(),
                                                                wanted.type().label(),
                                                                wanted.description().orElse(""))))
                .toList();
    }

    @Override
    public List<String> instanceTypes() {
        return its.nodes().instanceTypes().stream().map(InstanceType::name).toList();
    }

    @Override
    public List<String> nodeSubnetIds() {
        return List.copyOf(new TreeMap<>(its.nodes().subnets()).values());
    }

    @Override
    public List<String> extraSecurityGroupIds() {
        return its.nodes().securityGroups();
    }

    @Override
    public Number multusInterfaces() {
        return its.networks().size();
    }

    @Override
    public Number minSize() {
        return its.nodes().size().min();
    }

    @Override
    public Number maxSize() {
        return its.nodes().size().max();
    }

    @Override
    public Optional<Number> desiredSize() {
        return its.nodes().size().desired().map(Number.class::cast);
    }

    @Override
    public Number volumeSizeGiB() {
        return its.nodes().volume().sizeGiB();
    }

    @Override
    public Optional<String> volumeKmsKey() {
        return its.nodes().volume().kmsKey();
    }

    @Override
    public Map<String, String> labels() {
        return its.nodes().labels();
    }

    @Override
    public List<NodeTaint> taints() {
        return its.nodes().taints().stream()
                .map(taint -> new NodeTaint(taint.key(), taint.value(), taint.effect()))
                .toList();
    }

    @Override
    public Optional<Number> maxPods() {
        return its.nodes().maxPods().map(Number.class::cast);
    }

    @Override
    public Number onDemandBase() {
        return its.nodes().purchase().onDemandBase();
    }

    @Override
    public Number onDemandPercentageAboveBase() {
        return its.nodes().purchase().onDemandPercentageAboveBase();
    }

    @Override
    public String spotAllocationStrategy() {
        return its.nodes().purchase().spotAllocationStrategy();
    }

    @Override
    public boolean rollingUpdate() {
        return its.nodes().update().rolling();
    }

    @Override
    public Number updateBatch() {
        return its.nodes().update().batch();
    }

    @Override
    public int joinMinutes() {
        return its.nodes().update().waitMinutes();
    }

    @Override
    public Optional<NodeWarmPool> warmPool() {
        return its.nodes()
                .warmPool()
                .map(
                        pool ->
                                new NodeWarmPool(
                                        pool.state(),
                                        pool.minSize(),
                                        pool.maxPrepared(),
                                        pool.reuseOnScaleIn()));
    }

    @Override
    public Optional<String> keyPair() {
        return its.nodes().keyPair();
    }

    @Override
    public boolean vpcCniPolicy() {
        return its.nodes().vpcCniPolicy();
    }

    @Override
    public int launchTimeoutSeconds() {
        return its.hooks().launch();
    }

    @Override
    public int terminateTimeoutSeconds() {
        return its.hooks().terminate();
    }
}
