package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.Eni;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The interfaces of one network of a node, as EC2 lists them and as this run has changed them.
 * Lists lag behind ("Eventual consistency in the Amazon EC2 API"), so what this run did itself
 * counts until a list shows it.
 *
 * @param listed as last listed
 * @param touched what this run made or changed, by id
 * @param notFound how often in a row EC2 did not know an interface of ours
 * @param lost how many interfaces this run has given up as gone
 */
record OwnInterfaces(List<Eni> listed, Map<String, Eni> touched, int notFound, int lost) {

    /** After so many looks in vain an interface is gone, not just invisible yet. */
    private static final int GONE_AFTER = 10;

    OwnInterfaces {
        listed = List.copyOf(listed);
        touched = Map.copyOf(touched);
    }

    OwnInterfaces(List<Eni> listed) {
        this(listed, Map.of(), 0, 0);
    }

    /** All of them, each as it most likely is. */
    List<Eni> all() {
        Map<String, Eni> best = new HashMap<>();
        listed.forEach(eni -> best.put(eni.id(), eni));
        best.putAll(touched);
        return new ArrayList<>(best.values());
    }

    /** The interface as it most likely is. */
    Eni get(Eni eni) {
        return all().stream().filter(known -> known.id().equals(eni.id())).findFirst().orElse(eni);
    }

    /** The one that is in place. */
    Eni attachedTo(String instanceId) {
        return all().stream()
                .filter(eni -> eni.slotOn(instanceId).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** This run made or changed one. */
    OwnInterfaces changed(Eni eni) {
        Map<String, Eni> more = new HashMap<>(touched);
        more.put(eni.id(), eni);
        return new OwnInterfaces(listed, more, 0, lost);
    }

    /** This run deleted one. */
    OwnInterfaces without(Eni eni) {
        Map<String, Eni> fewer = new HashMap<>(touched);
        fewer.remove(eni.id());
        List<Eni> others = listed.stream().filter(other -> !other.id().equals(eni.id())).toList();
        return new OwnInterfaces(others, fewer, notFound, lost);
    }

    /** A fresh list: it decides about all that this run has not touched. */
    OwnInterfaces seen(List<Eni> fresh) {
        Map<String, Eni> stillAhead = new HashMap<>(touched);
        fresh.stream()
                .filter(eni -> eni.attachment().isPresent())
                .forEach(eni -> stillAhead.merge(eni.id(), eni, OwnInterfaces::asSeen));
        return new OwnInterfaces(fresh, stillAhead, notFound, lost);
    }

    /** A fresh look at one of them only. */
    OwnInterfaces seen(Eni fresh) {
        return seen(
                Stream.concat(
                                listed.stream().filter(eni -> !eni.id().equals(fresh.id())),
                                Stream.of(fresh))
                        .toList());
    }

    /**
     * Whether an interface was last listed with exactly the prefixes that this run believes in. A
     * list that shows what this run did last shows whatever was done before, too: also what a lost
     * answer hid, and what another run did.
     */
    boolean showsPrefixesOf(Eni eni) {
        Set<Cidr> shown =
                listed.stream()
                        .filter(its -> its.id().equals(eni.id()))
                        .findFirst()
                        .map(its -> Set.copyOf(its.prefixes()))
                        .orElse(Set.of());
        return shown.equals(Set.copyOf(eni.prefixes()));
    }

    /** EC2 does not know an interface that this run believes in. */
    OwnInterfaces missing() {
        if (notFound < GONE_AFTER) {
            return new OwnInterfaces(listed, touched, notFound + 1, lost);
        }
        return new OwnInterfaces(List.of(), Map.of(), 0, lost + 1);
    }

    /** A list may not show yet what was delegated, and delegating it again is not idempotent. */
    private static Eni asSeen(Eni known, Eni seen) {
        return seen.delegated(known.prefixes());
    }
}
