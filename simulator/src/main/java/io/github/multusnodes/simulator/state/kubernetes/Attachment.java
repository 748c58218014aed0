package io.github.multusnodes.simulator.state.kubernetes;

import java.util.List;

/**
 * An interface that Multus gives to a pod.
 *
 * @param network the NetworkAttachmentDefinition's namespace and name, as {@code ran/n3}
 * @param interfaceName in the pod
 * @param mac of an ipvlan: its parent's; empty where Multus does not tell it
 * @param ips without masks; none where the network has no addresses
 */
public record Attachment(String network, String interfaceName, String mac, List<String> ips) {

    public Attachment {
        ips = List.copyOf(ips);
    }
}
