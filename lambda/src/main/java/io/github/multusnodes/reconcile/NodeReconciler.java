package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.AddressChecks;
import io.github.multusnodes.node.AddressMode;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.NodeChecks;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.reconcile.Reads.Answer;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Gives a node all its interfaces: looks at what is there, and does only what is missing. */
final class NodeReconciler {

    private final Run run;
    private final List<Network> networks;
    private final RandomGenerator chance;

    NodeReconciler(Run run, List<Network> networks, RandomGenerator chance) {
        this.run = run;
        this.networks = networks;
        this.chance = chance;
    }

    /**
     * Reconciles all networks side by side; one that fails does not stop the others.
     *
     * @param node the node as seen
     * @return the interfaces, in the order of the networks
     * @throws Refused if trying again cannot help, with every network's reason
     * @throws InstanceEnded if the instance ends meanwhile
     * @throws RuntimeException if what stands in the way may pass
     */
    List<Eni> reconcile(Node node, Standing standing) {
        Sight sight = observe(node, standing);
        List<NetworkRun> runs =
                networks.stream().map(network -> networkRun(network, sight)).toList();
        run.ports().time().together(learning(runs));
        runs.forEach(NetworkRun::check);
        networks.forEach(network -> warnOfUnprotected(network, sight));
        List<Callable<Result>> tasks =
                runs.stream().<Callable<Result>>map(each -> () -> result(each)).toList();
        List<Result> results = run.ports().time().together(tasks);
        List<RuntimeException> failures =
                results.stream().flatMap(result -> result.failure().stream()).toList();
        if (!failures.isEmpty()) {
            throw joined(failures);
        }
        return results.stream().flatMap(result -> result.eni().stream()).toList();
    }

    private static List<Callable<Boolean>> learning(List<NetworkRun> runs) {
        return runs.stream().<Callable<Boolean>>map(each -> each::learn).toList();
    }

    private Sight observe(Node node, Standing standing) {
        Map<String, Subnet> known =
                standing.subnets().stream().collect(Collectors.toMap(Subnet::id, subnet -> subnet));
        Map<Network, Subnet> chosen = NodeChecks.subnetsInZone(node, networks, known);
        Reads reads = new Reads(run.ports().time(), run.retry());
        Answer<InterfaceLimits> limits =
                reads.add(() -> run.ports().instances().limitsOf(node.instanceType()));
        List<String> ids = chosen.values().stream().map(Subnet::id).distinct().toList();
        Answer<Optional<List<Eni>>> interfaces =
                reads.add(() -> run.ports().interfaces().inSubnetsIfFew(ids));
        Map<String, Answer<List<CidrReservation>>> reservations = new HashMap<>();
        chosen.forEach(
                (network, subnet) -> {
                    if (needsReservations(network)) {
                        reservations.computeIfAbsent(
                                subnet.id(),
                                id -> reads.add(() -> run.ports().subnets().reservations(id)));
                    }
                });
        reads.make();
        NodeChecks.requireRoom(node, networks, limits.get());
        Map<String, List<CidrReservation>> reserved = new HashMap<>();
        reservations.forEach((id, answer) -> reserved.put(id, answer.get()));
        Sight sight =
                new Sight(node, chosen, standing.members(), new Survey(List.of(), false), reserved);
        Set<Window> windows =
                networks.stream()
                        .flatMap(network -> sight.windowsOf(network).stream())
                        .collect(Collectors.toSet());
        return sight.with(Survey.from(interfaces.get(), run, ids, windows));
    }

    private static boolean needsReservations(Network network) {
        return Arrays.stream(Family.values())
                .anyMatch(family -> needsReservations(network, family));
    }

    private static boolean needsReservations(Network network, Family family) {
        return network.podPrefixes().count(family) > 0
                || switch (network.mode(family)) {
                    case AddressMode.None _ -> false;
                    case AddressMode.Auto _ -> !network.excluded(family).isEmpty();
                    case AddressMode.Chosen _ -> true;
                };
    }

    private void warnOfUnprotected(Network network, Sight sight) {
        Subnet subnet = sight.subnetOf(network);
        List<CidrReservation> reservations = sight.reservationsIn(subnet);
        for (Family family : Family.values()) {
            AddressChecks.unprotected(network, family, subnet, reservations)
                    .forEach(range -> run.log().unprotected(network, subnet, range));
        }
    }

    private NetworkRun networkRun(Network network, Sight sight) {
        Map<Family, PrefixSearch> prefixes = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            prefixes.put(family, new PrefixSearch(run, network, family, sight, chance));
        }
        return new NetworkRun(
                run, network, sight, new AddressSearch(run, network, sight, chance), prefixes);
    }

    private Result result(NetworkRun each) {
        try {
            return new Result(Optional.of(each.complete()), Optional.empty());
        } catch (RuntimeException failure) {
            run.log().networkFailed(each.network(), failure);
            return new Result(Optional.empty(), Optional.of(Verdict.of(failure)));
        }
    }

    /**
     * That the instance ends weighs most. A refusal weighs more than what may pass: with it the
     * node can never be complete.
     */
    private static RuntimeException joined(List<RuntimeException> failures) {
        Optional<RuntimeException> ended =
                failures.stream().filter(InstanceEnded.class::isInstance).findFirst();
        if (ended.isPresent()) {
            return ended.get();
        }
        List<Refused> refused =
                failures.stream()
                        .filter(Refused.class::isInstance)
                        .map(Refused.class::cast)
                        .toList();
        if (refused.isEmpty()) {
            RuntimeException first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            return first;
        }
        String all = refused.stream().map(Throwable::getMessage).collect(Collectors.joining(" "));
        return new Refused(refused.getFirst().reason(), all, refused.getFirst());
    }

    private record Result(Optional<Eni> eni, Optional<RuntimeException> failure) {}
}
