package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.SweepSight;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The looks of a sweep: what cannot be read is told, and stays unknown. */
final class SweepReads {

    /** Tries at a cluster that does not answer must not use up the time for the rest. */
    private static final Duration CLUSTER_WITHIN = Duration.ofSeconds(5);

    private final Ports ports;
    private final Supplier<Optional<Cluster>> cluster;
    private final Retry retry;
    private final SweepLog log;
    private final List<String> unread = new ArrayList<>();

    /**
     * @param cluster where nodes are drained, if anywhere; throws {@link Refused} if its settings
     *     cannot be used
     */
    SweepReads(Ports ports, Supplier<Optional<Cluster>> cluster, Retry retry, SweepLog log) {
        this.ports = ports;
        this.cluster = cluster;
        this.retry = retry;
        this.log = log;
    }

    /** What could not be read, with the reasons. */
    List<String> unread() {
        return List.copyOf(unread);
    }

    /**
     * Looks at everything. Interfaces come first: an instance that is gone in the later look was
     * gone for good, and one that came meanwhile has its interfaces in no list yet. So do parked
     * nodes: what serves in the later look has left the pool.
     */
    SweepSight look(NodeGroup nodeGroup, List<String> groups) {
        Optional<Map<String, String>> parked = parked();
        Optional<List<Eni>> interfaces =
                read("interfaces", () -> ports.interfaces().ofGroup(nodeGroup.name()));
        Map<String, Optional<List<Member>>> members = members(groups);
        Optional<Map<String, Node>> nodes =
                read("instances", () -> ports.instances().find(ids(interfaces, members)));
        SweepSight sight = new SweepSight(members, interfaces, nodes, parked);
        return withStrangers(sight, nodeGroup.networks());
    }

    private Map<String, Optional<List<Member>>> members(List<String> groups) {
        Map<String, Optional<List<Member>>> members = new HashMap<>();
        List<Callable<Boolean>> reads =
                groups.stream()
                        .<Callable<Boolean>>map(
                                group ->
                                        () -> {
                                            Optional<List<Member>> its = members(group);
                                            synchronized (members) {
                                                members.put(group, its);
                                            }
                                            return true;
                                        })
                        .toList();
        ports.time().<Boolean>together(reads);
        return members;
    }

    private Optional<List<Member>> members(String group) {
        return read("group " + group, () -> ports.hooks().members(group))
                .map(
                        found -> {
                            if (found.isEmpty()) {
                                log.noSuchGroup(group);
                            }
                            return found.orElse(List.of());
                        });
    }

    private static List<String> ids(
            Optional<List<Eni>> interfaces, Map<String, Optional<List<Member>>> members) {
        Stream<String> owners =
                interfaces.stream()
                        .flatMap(Collection::stream)
                        .flatMap(
                                eni -> Optional.ofNullable(eni.tags().get(Tags.INSTANCE)).stream());
        Stream<String> ofGroups =
                members.values().stream()
                        .flatMap(Optional::stream)
                        .flatMap(Collection::stream)
                        .map(Member::instanceId);
        return Stream.concat(owners, ofGroups).distinct().toList();
    }

    private SweepSight withStrangers(SweepSight sight, List<Network> networks) {
        List<String> strangers = sight.strangers(networks);
        if (strangers.isEmpty() || sight.interfaces().isEmpty()) {
            return sight;
        }
        Optional<List<Eni>> found =
                read("interfaces on nodes", () -> ports.interfaces().find(strangers));
        return new SweepSight(
                sight.members(),
                found.map(
                        more ->
                                Stream.concat(sight.interfaces().get().stream(), more.stream())
                                        .toList()),
                sight.nodes(),
                sight.parked());
    }

    private Optional<Map<String, String>> parked() {
        return read(
                "parked nodes",
                retry.within(CLUSTER_WITHIN),
                () -> cluster.get().map(SweepReads::parkedOf).orElse(Map.of()));
    }

    private static Map<String, String> parkedOf(Cluster cluster) {
        try {
            return cluster.parked();
        } catch (ClusterFailure failure) {
            if (failure.kind() != ClusterFailure.Kind.GOING) {
                throw failure;
            }
            return Map.of();
        }
    }

    private <T> Optional<T> read(String what, Supplier<T> read) {
        return read(what, retry, read);
    }

    /** Reads, and tells if it fails for good. */
    <T> Optional<T> read(String what, Retry within, Supplier<T> read) {
        try {
            return Optional.of(within.call(read));
        } catch (CloudFailure | ClusterFailure | Refused | OutOfTime failure) {
            return unread(what, failure);
        } catch (RuntimeException unexpected) {
            log.unexpected(unexpected);
            return unread(what, unexpected);
        }
    }

    private <T> Optional<T> unread(String what, RuntimeException why) {
        log.unread(what, why);
        synchronized (unread) {
            unread.add(what + ": " + why.getMessage());
        }
        return Optional.empty();
    }
}
