package io.github.multusnodes.node;

import java.util.List;

/**
 * A node group and the networks each of its nodes gets an interface in.
 *
 * @param name the owner in the tags of its interfaces
 */
public record NodeGroup(String name, List<Network> networks) {

    public NodeGroup {
        networks = List.copyOf(networks);
    }
}
