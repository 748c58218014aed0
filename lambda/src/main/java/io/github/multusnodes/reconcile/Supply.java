package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Headroom;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.reconcile.Reads.Answer;
import io.github.multusnodes.retry.Retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much is left in the subnets of a node group, as figures. It costs a sweep one look at all
 * subnets, one at each subnet's CIDR reservations and one at the interfaces in them; where those
 * are too many for one call, only those of node groups are listed, and what others hold counts as
 * free.
 */
final class Supply {

    /** Figures must not use up the time for the rest. */
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final Ports ports;
    private final SweepReads reads;
    private final Retry retry;
    private final SweepLog log;

    Supply(Ports ports, SweepReads reads, Retry retry, SweepLog log) {
        this.ports = ports;
        this.reads = reads;
        this.retry = retry.within(WITHIN);
        this.log = log;
    }

    /** Tells the figures of all that can be read. */
    void tell(NodeGroup nodeGroup) {
        List<String> ids =
                nodeGroup.networks().stream()
                        .flatMap(network -> network.subnets().stream())
                        .distinct()
                        .toList();
        List<Subnet> subnets = new ArrayList<>();
        reads.read("subnets", retry, () -> ports.subnets().counted(ids))
                .orElse(List.of())
                .forEach(
                        its -> {
                            if (its.subnet().block(Family.IPV4).isPresent()) {
                                log.free(its.subnet(), its.free());
                                subnets.add(its.subnet());
                            }
                        });
        reads.read("what is left in subnets", retry, () -> headrooms(nodeGroup, subnets))
                .orElse(List.of())
                .forEach(
                        its ->
                                its.untilPods()
                                        .ifPresent(
                                                left ->
                                                        log.untilPods(
                                                                its.network(),
                                                                its.subnet(),
                                                                left)));
    }

    /** Of each network that we choose addresses for, in each of its subnets. */
    private List<Headroom> headrooms(NodeGroup nodeGroup, List<Subnet> subnets) {
        Reads looks = new Reads(ports.time(), retry);
        Map<Subnet, Answer<List<CidrReservation>>> reserved = new HashMap<>();
        for (Subnet subnet : subnets) {
            if (choosing(nodeGroup, subnet).findAny().isPresent()) {
                reserved.put(subnet, looks.add(() -> ports.subnets().reservations(subnet.id())));
            }
        }
        if (reserved.isEmpty()) {
            return List.of();
        }
        List<String> ids = reserved.keySet().stream().map(Subnet::id).toList();
        Answer<List<Eni>> interfaces = looks.add(() -> interfaces(ids));
        looks.make();
        return reserved.entrySet().stream()
                .flatMap(
                        its ->
                                choosing(nodeGroup, its.getKey())
                                        .map(
                                                network ->
                                                        new Headroom(
                                                                nodeGroup.name(),
                                                                network,
                                                                its.getKey(),
                                                                its.getValue().get(),
                                                                in(its.getKey(), interfaces))))
                .toList();
    }

    private static Stream<Network> choosing(NodeGroup nodeGroup, Subnet subnet) {
        return nodeGroup.networks().stream()
                .filter(network -> network.subnets().contains(subnet.id()))
                .filter(network -> network.ipv4() instanceof AddressMode.Chosen);
    }

    private List<Eni> interfaces(List<String> subnetIds) {
        return ports.interfaces()
                .inSubnetsIfFew(subnetIds)
                .orElseGet(() -> ports.interfaces().ofNodeGroups(subnetIds));
    }

    private static List<Eni> in(Subnet subnet, Answer<List<Eni>> interfaces) {
        return interfaces.get().stream().filter(eni -> eni.subnetId().equals(subnet.id())).toList();
    }
}
