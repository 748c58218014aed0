package io.github.multusnodes.infra.kubernetes;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.InstanceType;
import io.github.multusnodes.infra.config.PodAddressSettings;
import io.github.multusnodes.infra.config.PodAddressSettings.ServiceAccount;
import io.github.multusnodes.infra.text.Texts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The agent that makes the addresses of its node's pods routable. It may take them from other
 * nodes, and give back what no pod has: whereabouts gives each address of the pods' ranges to one
 * pod, and shows all of them.
 */
record AddressAgent(
        Configuration configuration, PodAddressSettings settings, ServiceAccount account) {

    static Optional<AddressAgent> of(Configuration configuration) {
        return configuration
                .podAddresses()
                .filter(its -> !its.inPods())
                .map(its -> new AddressAgent(configuration, its, its.serviceAccounts().getFirst()));
    }

    String file() {
        return Texts.read(
                AddressAgent.class,
                "pod-addresses.yaml",
                Map.of(
                        "GROUP", configuration.name(),
                        "NAME", account.name(),
                        "NAMESPACE", account.namespace(),
                        "IMAGE", settings.image(),
                        "RANGES", ranges(),
                        "SLOTS", slots().map(String::valueOf).orElse("")));
    }

    /** Those that whereabouts gives addresses of. */
    private String ranges() {
        return configuration.networks().stream()
                .filter(Manifests::usesWhereabouts)
                .flatMap(network -> network.subnets().values().stream())
                .flatMap(place -> place.pods().stream())
                .distinct()
                .map(Cidr::toString)
                .collect(Collectors.joining(","));
    }

    /** Where instance types differ, EC2 itself tells what is too much. */
    private Optional<Integer> slots() {
        List<Integer> each =
                configuration.nodes().instanceTypes().stream()
                        .map(InstanceType::addresses)
                        .distinct()
                        .toList();
        return each.size() == 1 ? each.stream().findFirst() : Optional.empty();
    }
}
