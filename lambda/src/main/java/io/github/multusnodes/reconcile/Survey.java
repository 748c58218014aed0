package io.github.multusnodes.reconcile;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.reconcile.Reads.Answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The interfaces in some subnets.
 *
 * @param complete whether these are all; otherwise those of all node groups and those that hold
 *     addresses in the windows asked for, and what else is there is not known
 */
record Survey(List<Eni> interfaces, boolean complete) {

    Survey {
        interfaces = List.copyOf(interfaces);
    }

    /** All interfaces of a subnet, at the cost of a call for every thousand of them. */
    static Survey all(Run run, String subnetId) {
        return new Survey(
                run.retry().call(() -> run.ports().interfaces().inSubnets(List.of(subnetId))),
                true);
    }

    /**
     * Goes on from the first page: where there is more, the windows are asked for instead of page
     * after page, so that the cost does not grow with the subnet.
     *
     * @param all the interfaces, if they fit one page
     */
    static Survey from(
            Optional<List<Eni>> all,
            Run run,
            Collection<String> subnetIds,
            Collection<Window> windows) {
        if (all.isPresent()) {
            return new Survey(all.get(), true);
        }
        Reads reads = new Reads(run.ports().time(), run.retry());
        Answer<List<Eni>> ours = reads.add(() -> run.ports().interfaces().ofNodeGroups(subnetIds));
        List<Answer<List<Eni>>> holders = holders(reads, run, windows);
        reads.make();
        return new Survey(ours.get(), false).with(holders);
    }

    /** The same with those who hold addresses in further windows. */
    Survey with(Run run, Collection<Window> windows) {
        Reads reads = new Reads(run.ports().time(), run.retry());
        List<Answer<List<Eni>>> holders = holders(reads, run, windows);
        reads.make();
        return with(holders);
    }

    /** Those of one subnet. */
    Stream<Eni> in(String subnetId) {
        return interfaces.stream().filter(eni -> eni.subnetId().equals(subnetId));
    }

    private static List<Answer<List<Eni>>> holders(
            Reads reads, Run run, Collection<Window> windows) {
        List<Answer<List<Eni>>> holders = new ArrayList<>();
        for (Window window : windows) {
            List<Ip> addresses = window.addresses();
            holders.add(
                    reads.add(
                            () -> run.ports().interfaces().holding(window.subnetId(), addresses)));
        }
        return holders;
    }

    private Survey with(List<Answer<List<Eni>>> more) {
        Map<String, Eni> byId = new LinkedHashMap<>();
        interfaces.forEach(eni -> byId.put(eni.id(), eni));
        more.forEach(answer -> answer.get().forEach(eni -> byId.put(eni.id(), eni)));
        return new Survey(List.copyOf(byId.values()), complete);
    }
}
