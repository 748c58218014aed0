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
record Look(Survey survey, Optional<Node> node, Optional<List<Member>> peers) {

    /**
     * Looks.
     *
     * @param windows asked for where the subnet has too many interfaces to list
     * @param all whether to list them nevertheless
     */
    static Look at(Run run, String subnetId, List<Window> windows, boolean all) {
        Ports ports = run.ports();
        Reads reads = new Reads(ports.time(), run.retry());
        List<String> subnet = List.of(subnetId);
        Answer<Optional<List<Eni>>> interfaces =
                reads.add(
                        () ->
                                all
                                        ? Optional.of(ports.interfaces().inSubnets(subnet))
                                        : ports.interfaces().inSubnetsIfFew(subnet));
        Answer<Optional<Node>> node = reads.add(() -> ports.instances().find(run.instanceId()));
        Answer<Optional<Optional<List<Member>>>> peers =
                reads.addIfPermitted(() -> ports.hooks().members(run.action().group()));
        reads.make();
        return new Look(
                Survey.from(interfaces.get(), run, subnet, windows),
                node.get(),
                peers.get().flatMap(found -> found));
    }
}
