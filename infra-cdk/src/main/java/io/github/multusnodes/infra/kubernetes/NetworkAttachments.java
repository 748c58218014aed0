package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.config.NetworkPlaces.Place;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The NetworkAttachmentDefinitions: what pods name to get an interface of a network. */
record NetworkAttachments(Configuration configuration) {

    private static final String CNI_VERSION = "1.0.0";

    String file() {
        return Yaml.file(
                """
                The networks of node group %s, as pods name them in the annotation k8s.v1.cni.cncf.io/networks.
                One per zone: whereabouts gives addresses of the zone's subnet. Without a spec: each node has
                its own configuration on disk, with the prefixes of its interface.
                Rendered by infra-cdk/manifests: change the configuration, not this file.\
                """
                        .formatted(configuration.name()),
                documents());
    }

    List<ObjectNode> documents() {
        return configuration.networks().stream().flatMap(this::definitions).toList();
    }

    private Stream<ObjectNode> definitions(NetworkPlaces network) {
        return switch (network.attachment().plugin()) {
            case NONE -> Stream.empty();
            case HOST_DEVICE -> Stream.of(definition(network.name(), Optional.of(device(network))));
            case IPVLAN ->
                    network.delegatesPrefixes()
                            ? Stream.of(definition(network.name(), Optional.empty()))
                            : network.subnets().entrySet().stream()
                                    .map(
                                            zone ->
                                                    zonal(
                                                            network,
                                                            network.attachmentName(zone.getKey()),
                                                            zone.getValue()));
        };
    }

    private ObjectNode definition(String name, Optional<ObjectNode> config) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition
                .put("apiVersion", "k8s.cni.cncf.io/v1")
                .put("kind", "NetworkAttachmentDefinition");
        definition
                .putObject("metadata")
                .put("name", name)
                .put("namespace", configuration.kubernetes().namespace())
                .putObject("labels")
                .put(Manifests.NODE_GROUP_LABEL, configuration.name());
        config.ifPresent(its -> definition.putObject("spec").put("config", Yaml.json(its)));
        return definition;
    }

    private static ObjectNode named(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cniVersion", CNI_VERSION)
                .put("name", name);
    }

    private static ObjectNode device(NetworkPlaces network) {
        return named(network.name())
                .put("type", network.attachment().plugin().label())
                .put("device", network.interfaceName());
    }

    private ObjectNode zonal(NetworkPlaces network, String name, Place place) {
        ObjectNode config = named(name);
        ArrayNode plugins = config.putArray("plugins");
        ObjectNode ipvlan = plugins.addObject();
        ipvlan.put("type", network.attachment().plugin().label())
                .put("master", network.interfaceName())
                .put("mode", "l2")
                .set("ipam", addresses(network, place));
        if (network.attachment().sourceRouting()) {
            plugins.addObject().put("type", "sbr");
        }
        return definition(name, Optional.of(config));
    }

    /** The pool's name is the subnet, so that node groups in one subnet know of each other. */
    private static ObjectNode addresses(NetworkPlaces network, Place place) {
        ObjectNode ipam = JsonNodeFactory.instance.objectNode();
        ipam.put("type", "whereabouts").put("network_name", place.subnet());
        List<PodAddresses> families = families(place);
        families.forEach(its -> ipam.withArray("ipRanges").add(its.range()));
        Optional<Cidr> ipv4 = blockOfIpv4(families);
        ipv4.filter(_ -> families.size() == 1)
                .ifPresent(block -> ipam.put("gateway", PodAddresses.gateway(block).toString()));
        ipv4.ifPresent(
                block ->
                        network.attachment()
                                .routes()
                                .forEach(
                                        route ->
                                                ipam.withArray("routes")
                                                        .addObject()
                                                        .put("dst", route.toString())
                                                        .put(
                                                                "gw",
                                                                PodAddresses.gateway(block)
                                                                        .toString())));
        return ipam;
    }

    private static Optional<Cidr> blockOfIpv4(List<PodAddresses> families) {
        return families.stream()
                .map(PodAddresses::block)
                .filter(block -> block.family() == Family.IPV4)
                .findFirst();
    }

    private static List<PodAddresses> families(Place place) {
        return place.blocks().stream()
                .map(
                        block ->
                                new PodAddresses(
                                        block,
                                        place.pods().stream().filter(block::contains).toList()))
                .filter(its -> !its.pods().isEmpty())
                .toList();
    }
}
