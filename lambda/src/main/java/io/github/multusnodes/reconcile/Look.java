package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.reconcile.Reads.Answer;

import java.util.List;
import java.util.Optional;

/**
 * A fresh look at a subnet, the node and its peers.
 *
 * @param peers the group's instances, if they can be read
 */
record Look(List<Eni> interfaces, Optional<Node> node, Optional<List<Member>> peers) {

    static Look at(Run run, String subnetId) {
        Ports ports = run.ports();
        Reads reads = new Reads(ports.time(), run.retry());
        Answer<List<Eni>> interfaces =
                reads.add(() -> ports.interfaces().inSubnets(List.of(subnetId)));
        Answer<Optional<Node>> node = reads.add(() -> ports.instances().find(run.instanceId()));
        Answer<Optional<Optional<List<Member>>>> peers =
                reads.addIfPermitted(() -> ports.hooks().members(run.action().group()));
        reads.make();
        return new Look(interfaces.get(), node.get(), peers.get().flatMap(found -> found));
    }
}
