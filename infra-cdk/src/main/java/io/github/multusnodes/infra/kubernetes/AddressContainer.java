package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.config.PodAddressSettings;
import io.github.multusnodes.infra.config.PodAddressSettings.ServiceAccount;
import io.github.multusnodes.infra.config.PodAddressSettings.Shape;

import java.util.Optional;

/**
 * The container that makes the addresses of its pod routable, before any other begins. It may take
 * them from other nodes: whereabouts gives no address to two pods.
 */
record AddressContainer(PodAddressSettings settings, ServiceAccount account) {

    /** What the sidecar opens once the addresses are there. */
    private static final int READY_PORT = 9797;

    /** One where the network's pods need it, and an account in the samples' namespace may do it. */
    static Optional<AddressContainer> of(Configuration configuration, NetworkPlaces network) {
        return configuration
                .podAddresses()
                .filter(_ -> Manifests.usesWhereabouts(network))
                .flatMap(
                        its ->
                                its.in(configuration.kubernetes().namespace())
                                        .map(account -> new AddressContainer(its, account)));
    }

    void addTo(ObjectNode pod) {
        pod.put("serviceAccountName", account.name());
        ObjectNode container = pod.putArray("initContainers").addObject();
        container.put("name", "multus-addresses").put("image", settings.image());
        container.putArray("args").add(settings.shape().label()).add("--reassign").add("true");
        if (settings.shape() == Shape.SIDECAR) {
            container.put("restartPolicy", "Always");
            ObjectNode probe = container.putObject("startupProbe");
            probe.putObject("tcpSocket").put("port", READY_PORT);
            probe.put("periodSeconds", 1).put("failureThreshold", 120);
        }
        SampleWorkload.limits(container, "64Mi", "96Mi");
    }
}
