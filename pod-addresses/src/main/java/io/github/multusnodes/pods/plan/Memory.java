package io.github.multusnodes.pods.plan;

import io.github.multusnodes.address.Ip;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a run knows of its own past. One that has just begun knows nothing, and gives nothing back.
 *
 * @param own what it has put there itself, where it was not before
 * @param settled addresses of the pod that were seen in their place
 */
public record Memory(Set<Held> own, Set<Ip> settled) {

    public Memory {
        own = Set.copyOf(own);
        settled = Set.copyOf(settled);
    }

    /** That of a run that begins. */
    public static Memory none() {
        return new Memory(Set.of(), Set.of());
    }

    /**
     * What is left of it at a look: what others have taken is not ours any more, even if it comes
     * back, and what the pod has lost comes as new.
     *
     * @param live the addresses that the pod has
     */
    public Memory at(Collection<NodeEni> node, Collection<Ip> live) {
        return new Memory(
                kept(own, held -> NodeEnis.holds(node, held)), kept(settled, live::contains));
    }

    /** With what the steps are going to put somewhere, for an answer may be lost. */
    public Memory trying(Collection<Step> steps) {
        Set<Held> more = new HashSet<>(own);
        for (Step step : steps) {
            if (step instanceof Step.Assign assign) {
                assign.addresses().forEach(ip -> more.add(new Held(assign.eniId(), ip)));
            }
        }
        return new Memory(more, settled);
    }

    /** Without what the steps have given back, though EC2 may go on to show it for a while. */
    public Memory after(Collection<Step> steps) {
        Set<Held> less = new HashSet<>(own);
        for (Step step : steps) {
            if (step instanceof Step.Unassign unassign) {
                unassign.addresses().forEach(ip -> less.remove(new Held(unassign.eniId(), ip)));
            }
        }
        return new Memory(less, settled);
    }

    /** With addresses that were seen in their place. */
    public Memory settling(Collection<Ip> addresses) {
        Set<Ip> more = new HashSet<>(settled);
        more.addAll(addresses);
        return new Memory(own, more);
    }

    private static <T> Set<T> kept(Set<T> all, Predicate<T> which) {
        return all.stream().filter(which).collect(Collectors.toSet());
    }
}
