package io.github.multusnodes.infra.config;

import io.github.multusnodes.address.Cidr;

import java.util.List;

/**
 * How pods are attached to a network.
 *
 * @param sourceRouting whether what a pod sends from its address of this network leaves by it
 * @param routes further destinations that pods reach by it
 */
public record Attachment(Plugin plugin, boolean sourceRouting, List<Cidr> routes) {

    public Attachment {
        routes = List.copyOf(routes);
    }

    /** The CNI plugin that attaches them. */
    public enum Plugin {
        /** Any number of pods share the interface, each with an address of its own. */
        IPVLAN("ipvlan"),
        /** The interface moves into one pod, as DPDK needs it. */
        HOST_DEVICE("host-device"),
        /** Nothing is rendered for the network. */
        NONE("none");

        private final String label;

        Plugin(String label) {
            this.label = label;
        }

        /** As the file and the plugin itself spell it. */
        public String label() {
            return label;
        }
    }
}
