package io.github.multusnodes.infra.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

/** How a node must be once its script says that it is ready. */
final class Expected {

    private Expected() {}

    /** All of it: both links, nothing of the image's left, the primary untouched, kubelet. */
    static void ready(Node node, Image image) {
        NodeState state = node.state();
        link(state, image, Node.N3, "multus1", "multus-n3", 9001);
        link(state, image, Node.N6, "multus2", "multus-n6", 1500);
        assertThat(state.rules()).isEmpty();
        assertThat(state.defaultRoutes()).containsOnly(Node.PRIMARY.link());
        assertThat(state.link(Node.PRIMARY.link()).addresses())
                .anyMatch(address -> address.startsWith("10.0.4."));
        assertThat(node.kubeletRuns()).isTrue();
        assertThat(node.guest().attempt("journalctl -b --grep='ordering cycle'", "").out())
                .doesNotContain("cycle");
    }

    /** One link: up, named, without addresses, routes and name servers. */
    static void link(NodeState state, Image image, Nic nic, String name, String longName, int mtu) {
        boolean managed = image != Image.CNI;
        assertThat(state.link(nic.link()))
                .isEqualTo(
                        new NodeState.Link(
                                nic.link(),
                                Set.of("enp0s" + nic.slot(), name, longName),
                                nic.mac(),
                                true,
                                mtu,
                                List.of(),
                                List.of(),
                                List.of(),
                                managed ? "configured" : "unmanaged",
                                managed ? "/etc/systemd/network/10-" + name + ".network" : ""));
    }
}
