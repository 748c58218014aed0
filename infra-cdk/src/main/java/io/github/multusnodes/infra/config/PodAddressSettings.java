package io.github.multusnodes.infra.config;

import java.util.List;
import java.util.Optional;

/**
 * Containers beside an application's own that make the addresses of its pod routable.
 *
 * @param image that has the program
 * @param sidecar whether it stays for the pod's life; else it ends before the application begins
 * @param serviceAccounts of the pods that may have addresses put on the group's interfaces
 */
public record PodAddressSettings(
        String image, boolean sidecar, List<ServiceAccount> serviceAccounts) {

    public PodAddressSettings {
        serviceAccounts = List.copyOf(serviceAccounts);
    }

    /** The first of them in a namespace. */
    public Optional<ServiceAccount> in(String namespace) {
        return serviceAccounts.stream()
                .filter(its -> its.namespace().equals(namespace))
                .findFirst();
    }

    /** A Kubernetes service account. */
    public record ServiceAccount(String namespace, String name) {

        /** Of the form {@code namespace/name}. */
        static ServiceAccount parse(String text) {
            int slash = text.indexOf('/');
            return new ServiceAccount(text.substring(0, slash), text.substring(slash + 1));
        }
    }
}
