package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.InstanceType;
import io.github.multusnodes.infra.construct.NodeGroupProps;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of the configuration that the nodes are made of, as the constructs ask for it. */
interface ConfiguredNodes extends NodeGroupProps {

    Configuration its();

    @Override
    default List<String> instanceTypes() {
        return its().nodes().instanceTypes().stream().map(InstanceType::name).toList();
    }

    @Override
    default List<String> nodeSubnetIds() {
        return List.copyOf(new TreeMap<>(its().nodes().subnets()).values());
    }

    @Override
    default List<String> extraSecurityGroupIds() {
        return its().nodes().securityGroups();
    }

    @Override
    default Number multusInterfaces() {
        return its().networks().size();
    }

    @Override
    default Number minSize() {
        return its().nodes().size().min();
    }

    @Override
    default Number maxSize() {
        return its().nodes().size().max();
    }

    @Override
    default Optional<Number> desiredSize() {
        return its().nodes().size().desired().map(Number.class::cast);
    }

    @Override
    default Number volumeSizeGiB() {
        return its().nodes().volume().sizeGiB();
    }

    @Override
    default Optional<String> volumeKmsKey() {
        return its().nodes().volume().kmsKey();
    }

    @Override
    default Map<String, String> labels() {
        return its().nodes().labels();
    }

    @Override
    default List<NodeTaint> taints() {
        return its().nodes().taints().stream()
                .map(taint -> new NodeTaint(taint.key(), taint.value(), taint.effect()))
                .toList();
    }

    @Override
    default Optional<Number> maxPods() {
        return its().nodes().maxPods().map(Number.class::cast);
    }

    @Override
    default Number onDemandBase() {
        return its().nodes().purchase().onDemandBase();
    }

    @Override
    default Number onDemandPercentageAboveBase() {
        return its().nodes().purchase().onDemandPercentageAboveBase();
    }

    @Override
    default String spotAllocationStrategy() {
        return its().nodes().purchase().spotAllocationStrategy();
    }

    @Override
    default boolean rollingUpdate() {
        return its().nodes().update().rolling();
    }

    @Override
    default Number updateBatch() {
        return its().nodes().update().batch();
    }

    @Override
    default int joinMinutes() {
        return its().nodes().update().waitMinutes();
    }

    @Override
    default Optional<NodeWarmPool> warmPool() {
        return its().nodes()
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
    default Optional<String> keyPair() {
        return its().nodes().keyPair();
    }

    @Override
    default boolean vpcCniPolicy() {
        return its().nodes().vpcCniPolicy();
    }

    @Override
    default int launchTimeoutSeconds() {
        return its().hooks().launch();
    }

    @Override
    default int terminateTimeoutSeconds() {
        return its().hooks().terminate();
    }
}
