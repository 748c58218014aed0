package io.github.multusnodes.infra.app;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.InstanceType;
import io.github.multusnodes.infra.config.KubernetesSettings.VpcCni;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.config.PodAddressSettings;
import io.github.multusnodes.infra.construct.NodeGroupProps;
import io.github.multusnodes.infra.node.NodeNetwork;
import io.github.multusnodes.infra.node.NodeTaint;
import io.github.multusnodes.infra.node.PodLimit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    default String nodeNetworks() {
        return NodeNetwork.json(its().networks().stream().map(ConfiguredNodes::onNode).toList());
    }

    private static NodeNetwork onNode(NetworkPlaces network) {
        return new NodeNetwork(
                network.name(),
                network.networkCardIndex(),
                network.deviceIndex(),
                network.mtu(),
                network.podPrefixes().ipv4(),
                network.podPrefixes().ipv6(),
                network.attachment().sourceRouting(),
                network.attachment().routes().stream().map(Cidr::toString).toList());
    }

    @Override
    default PodLimit podLimit() {
        VpcCni vpcCni = its().kubernetes().vpcCni();
        int primary = vpcCni.podSubnets().isEmpty() ? 0 : 1;
        return new PodLimit(
                its().interfacesOn(0) + primary,
                vpcCni.prefixDelegation() ? Optional.of(recommendedPods()) : Optional.empty());
    }

    /** Of types that differ, the fewest: one text tells all nodes. */
    private int recommendedPods() {
        return its().nodes().instanceTypes().stream()
                .mapToInt(InstanceType::recommendedPods)
                .min()
                .orElseThrow();
    }

    @Override
    default boolean podsReadMetadata() {
        return its().podAddresses().filter(PodAddressSettings::inPods).isPresent();
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
        return Stream.concat(
                        its().kubernetes().startupTaint()
                                ? Stream.of(NodeTaint.NOT_READY)
                                : Stream.empty(),
                        its().nodes().taints().stream()
                                .map(own -> new NodeTaint(own.key(), own.value(), own.effect())))
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
