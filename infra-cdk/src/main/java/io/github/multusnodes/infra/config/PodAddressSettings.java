package io.github.multusnodes.infra.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes the addresses of pods routable.
 *
 * @param image that has the program
 * @param serviceAccounts of the pods that may put addresses on the group's interfaces; that of the
 *     agent, where it is one
 */
public record PodAddressSettings(String image, Shape shape, List<ServiceAccount> serviceAccounts) {

    public PodAddressSettings {
        serviceAccounts = List.copyOf(serviceAccounts);
    }

    /** Where the program runs. */
    public enum Shape {
        /** Once on each node, for all of its pods. */
        NODE,
        /** In each pod, for the pod's life. */
        SIDECAR,
        /** In each pod, before its application begins. */
        INIT;

        /** As the file has it, and as the program's command. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it runs in the pods themselves. */
    public boolean inPods() {
        return shape != Shape.NODE;
    }

    /** The first of them in a namespace. */
    public Optional<ServiceAccount> in(String namespace) {
        return serviceAccounts.stream()
                .filter(its -> its.namespace().equals(namespace))
                .findFirst();
    }

    /** A Kubernetes service account. */
    public record ServiceAccount(String namespace, String name) {

        /** That of a node group's agent: each group has a role of its own. */
        static ServiceAccount ofAgent(String nodeGroup) {
            return new ServiceAccount(
                    "kube-system",
                    "multus-nodes-" + nodeGroup.toLowerCase(Locale.ROOT) + "-pod-addresses");
        }

        /** Of the form {@code namespace/name}. */
        static ServiceAccount parse(String text) {
            int slash = text.indexOf('/');
            return new ServiceAccount(text.substring(0, slash), text.substring(slash + 1));
        }
    }
}
