package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.Step;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What instance metadata does not show yet, for it lags behind EC2. */
record Writes(Map<Held, Write> all) {

    /** What has become of an address on an interface. */
    enum State {
        THERE,
        GONE,
        /** Nobody knows whether it was put there. */
        UNSURE
    }

    /** And since when. */
    record Write(State state, Instant at) {}

    Writes {
        all = Map.copyOf(all);
    }

    static Writes none() {
        return new Writes(Map.of());
    }

    /** After a step that EC2 has taken. */
    Writes taken(Step step, Instant at) {
        return with(step, step instanceof Step.Assign ? State.THERE : State.GONE, at);
    }

    /** After a step of which nobody knows what became. */
    Writes unsure(Step step, Instant at) {
        return with(step, State.UNSURE, at);
    }

    private Writes with(Step step, State state, Instant at) {
        Map<Held, Write> more = new HashMap<>(all);
        step.addresses().forEach(ip -> more.put(new Held(step.eniId(), ip), new Write(state, at)));
        return new Writes(more);
    }

    /** With what EC2 shows and instance metadata does not; what was done here is known better. */
    Writes seen(Collection<NodeEni> inMetadata, Collection<Held> inEc2, Instant at) {
        Map<Held, Write> more = new HashMap<>(all);
        for (Held held : inEc2) {
            boolean news = inMetadata.stream().noneMatch(eni -> isOn(eni, held));
            if (news && isUnsure(held)) {
                more.put(held, new Write(State.THERE, at));
            } else if (news) {
                more.putIfAbsent(held, new Write(State.THERE, at));
            }
        }
        return new Writes(more);
    }

    /** Without what instance metadata shows by now, or should. */
    Writes at(Collection<NodeEni> inMetadata, Instant now, Duration lag) {
        Map<Held, Write> left = new HashMap<>(all);
        left.entrySet()
                .removeIf(
                        entry ->
                                !entry.getValue().at().plus(lag).isAfter(now)
                                        || isShown(entry.getKey(), entry.getValue(), inMetadata));
        return new Writes(left);
    }

    private static boolean isShown(Held held, Write write, Collection<NodeEni> inMetadata) {
        boolean shown = inMetadata.stream().anyMatch(eni -> isOn(eni, held));
        return shown != (write.state() == State.GONE);
    }

    /** The interfaces as they should be by now. */
    List<NodeEni> over(Collection<NodeEni> inMetadata) {
        return inMetadata.stream().map(this::over).toList();
    }

    private NodeEni over(NodeEni eni) {
        Set<Ip> held = new LinkedHashSet<>(eni.secondary());
        all.forEach(
                (its, write) -> {
                    if (its.eniId().equals(eni.id()) && write.state() == State.THERE) {
                        held.add(its.address());
                    } else if (its.eniId().equals(eni.id()) && write.state() == State.GONE) {
                        held.remove(its.address());
                    }
                });
        return eni.holding(held);
    }

    boolean isUnsure(Held held) {
        Write write = all.get(held);
        return write != null && write.state() == State.UNSURE;
    }

    /** Addresses of which nobody knows whether they were put somewhere. */
    Set<Ip> unsure() {
        return all.keySet().stream()
                .filter(this::isUnsure)
                .map(Held::address)
                .collect(Collectors.toSet());
    }

    /** Since when something is to be shown. */
    Optional<Instant> oldest() {
        return all.values().stream().map(Write::at).min(Instant::compareTo);
    }

    private static boolean isOn(NodeEni eni, Held held) {
        return eni.id().equals(held.eniId()) && eni.secondary().contains(held.address());
    }
}
