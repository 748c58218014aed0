package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.reconcile.Reads.Answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The interfaces in some subnets.
 *
 * @param complete whether these are all; otherwise those of the node group and those that hold
 *     addresses in the windows, and what else is there is not known
 */
record Survey(List<Eni> interfaces, boolean complete) {

    Survey {
        interfaces = List.copyOf(interfaces);
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
        List<Answer<List<Eni>>> answers =
                new ArrayList<>(
                        windows.stream()
                                .map(
                                        window ->
                                                reads.add(
                                                        () ->
                                                                run.ports()
                                                                        .interfaces()
                                                                        .holding(
                                                                                window.subnetId(),
                                                                                window
                                                                                        .addresses())))
                                .toList());
        answers.add(reads.add(() -> run.ports().interfaces().ofGroup(run.nodeGroup(), subnetIds)));
        reads.make();
        Map<String, Eni> byId = new LinkedHashMap<>();
        answers.forEach(answer -> answer.get().forEach(eni -> byId.put(eni.id(), eni)));
        return new Survey(List.copyOf(byId.values()), false);
    }
}
