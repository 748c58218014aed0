package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.SweepSight;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.port.CloudFailure;

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

    private final Ports ports;
    private final Retry retry;
    private final SweepLog log;
    private final List<String> unread = new ArrayList<>();

    SweepReads(Ports ports, Retry retry, SweepLog log) {
        this.ports = ports;
        this.retry = retry;
        this.log = log;
    }

    /** What could not be read, with the reasons. */
    List<String> unread() {
        return List.copyOf(unread);
    }

    /**
     * Looks at everything. Interfaces come first: an instance that is gone in the later look was
     * gone for good, and one that came meanwhile has its interfaces in no list yet.
     */
    SweepSight look(NodeGroup nodeGroup, List<String> groups) {
        Optional<List<Eni>> interfaces =
                read("interfaces", () -> ports.interfaces().ofGroup(nodeGroup.name()));
        Map<String, Optional<List<Member>>> members = members(groups);
        Optional<Map<String, Node>> nodes =
                read("instances", () -> ports.instances().find(ids(interfaces, members)));
        return withStrangers(new SweepSight(members, interfaces, nodes), nodeGroup.networks());
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
                sight.nodes());
    }

    private <T> Optional<T> read(String what, Supplier<T> read) {
        try {
            return Optional.of(retry.call(read));
        } catch (CloudFailure | OutOfTime failure) {
            log.unread(what, failure);
            synchronized (unread) {
                unread.add(what + ": " + failure.getMessage());
            }
            return Optional.empty();
        }
    }
}
