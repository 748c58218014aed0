package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.port.NetworkInterfaces;
import io.github.multusnodes.reconcile.Standing.Phase;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.OutOfTime;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Gives the interface of one network of one node the prefixes that it lacks, and returns those that
 * it has beyond them. Lists lag, but each call that changes is told the truth.
 */
final class Delegation {

    private final Run run;
    private final Network network;
    private final Map<Family, PrefixSearch> searches;
    private final Consumer<RuntimeException> lookAgain;

    /**
     * Sets up the delegating to one interface.
     *
     * @param lookAgain waits, and lets the search go on from a fresh look
     */
    Delegation(
            Run run,
            Network network,
            Map<Family, PrefixSearch> searches,
            Consumer<RuntimeException> lookAgain) {
        this.run = run;
        this.network = network;
        this.searches = Map.copyOf(searches);
        this.lookAgain = lookAgain;
    }

    /**
     * Finds out what is known to be impossible.
     *
     * @throws Refused if the subnet lacks what the network's prefixes rely on
     */
    void check(List<Eni> ours) {
        searches.values().forEach(its -> its.check(ours));
    }

    /** Learns of a large subnet what the choice of prefixes needs. */
    void learn(List<Eni> ours) {
        searches.values().forEach(its -> its.learn(ours));
    }

    /** Whether it cannot go on without all interfaces of the subnet. */
    boolean wantsAll() {
        return searches.values().stream().anyMatch(PrefixSearch::wantsAll);
    }

    /** Goes on from a fresh look. */
    void look(Survey survey, Optional<List<Member>> peers) {
        searches.values().forEach(its -> its.look(survey, peers));
    }

    /**
     * Asks EC2 for missing prefixes.
     *
     * @return what is known then
     * @throws Refused if trying again cannot help
     */
    UnaryOperator<OwnInterfaces> give(Eni eni, Family family, int missing, OutOfTime others) {
        PrefixSearch search = Objects.requireNonNull(searches.get(family));
        Optional<List<Cidr>> wanted = search.next(eni, missing);
        if (wanted.isEmpty()) {
            return lookAgain(others);
        }
        List<Cidr> prefixes = wanted.get();
        try {
            run.retry().run(() -> interfaces().delegatePrefixes(eni.id(), family, prefixes));
        } catch (CloudFailure failure) {
            return afterRefusal(failure, search, eni, prefixes);
        }
        run.log().prefixesDelegated(network, eni, prefixes);
        return known -> known.changed(known.get(eni).delegated(prefixes));
    }

    /**
     * Takes a surplus prefix back, whether or not EC2 still lists it: another run, or a call whose
     * answer was lost, may have done so.
     *
     * @return what is known then; empty once the hook is answered, for then pods may use it
     */
    Optional<UnaryOperator<OwnInterfaces>> takeBack(Eni eni, Cidr prefix) {
        if (Standing.read(run, List.of(network)).phaseOf(run.instanceId()) != Phase.WAITING) {
            run.log().surplusPrefixStays(network, eni, prefix);
            return Optional.empty();
        }
        try {
            run.retry().run(() -> interfaces().returnPrefix(eni.id(), prefix));
            run.log().prefixReturned(network, eni, prefix);
        } catch (CloudFailure failure) {
            if (failure.kind() != FailureKind.REJECTED) {
                throw Verdict.of(failure);
            }
            lookAgain.accept(failure);
        }
        return Optional.of(known -> known.changed(known.get(eni).without(prefix)));
    }

    private UnaryOperator<OwnInterfaces> afterRefusal(
            CloudFailure failure, PrefixSearch search, Eni eni, List<Cidr> prefixes) {
        return switch (failure.kind()) {
            case ADDRESS_TAKEN, REJECTED -> {
                if (!search.refused(prefixes)) {
                    throw search.refusal(eni, prefixes.size(), failure);
                }
                run.log().prefixesRefused(network, prefixes, failure);
                yield lookAgain(failure);
            }
            case FRAGMENTED, SUBNET_FULL -> throw search.refusal(eni, prefixes.size(), failure);
            default -> throw Verdict.of(failure);
        };
    }

    private UnaryOperator<OwnInterfaces> lookAgain(RuntimeException why) {
        lookAgain.accept(why);
        return known -> known;
    }

    private NetworkInterfaces interfaces() {
        return run.ports().interfaces();
    }
}
