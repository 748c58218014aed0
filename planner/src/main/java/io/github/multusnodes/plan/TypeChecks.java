package io.github.multusnodes.plan;

import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.NodeChecks;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Slot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether instance types have room for the networks. */
final class TypeChecks {

    /** The first interface of every instance, which is not ours. */
    private static final Map<Slot, String> PRIMARY = Map.of(new Slot(0, 0), "primary");

    private TypeChecks() {}

    /** What the function would say of each type that is too small: any of them may be launched. */
    static List<Finding> of(List<Network> networks, List<InterfaceLimits> types) {
        return types.stream()
                .flatMap(type -> refusals(networks, type))
                .distinct()
                .map(Finding::stop)
                .toList();
    }

    /** First each network by itself, so that none hides behind another. */
    private static Stream<String> refusals(List<Network> networks, InterfaceLimits type) {
        return Stream.concat(networks.stream().map(List::of), Stream.of(networks))
                .flatMap(some -> refusal(some, type).stream());
    }

    private static Optional<String> refusal(List<Network> networks, InterfaceLimits type) {
        Node node =
                new Node(
                        "(new)",
                        type.instanceType(),
                        "",
                        Node.State.STARTING,
                        PRIMARY,
                        Instant.EPOCH);
        try {
            NodeChecks.requireRoom(node, networks, type);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
