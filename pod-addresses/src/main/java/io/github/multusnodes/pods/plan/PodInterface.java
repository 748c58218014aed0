package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Ip;

import java.util.List;
import java.util.Optional;

/**
 * An interface that a pod has besides its primary one.
 *
 * @param name within the pod, such as {@code net1}
 * @param network the name of the ENI's network, where somebody says which it is
 * @param mac lower case; with ipvlan it is the ENI's own
 * @param addresses of global scope
 */
public record PodInterface(
        String name, Optional<String> network, Optional<String> mac, List<Ip> addresses) {

    public PodInterface {
        addresses = List.copyOf(addresses);
    }

    /** Those of its addresses that a VPC can know. */
    public List<Ip> routable() {
        return addresses.stream().filter(Scope::isRoutable).toList();
    }
}
