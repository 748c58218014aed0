package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.PodInterface;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pods of a node at one look, and which of them have an address. */
public final class Pods {

    private final List<NodePod> all;
    private final Map<Ip, List<NodePod>> having = new HashMap<>();

    private Pods(List<NodePod> all) {
        this.all = List.copyOf(all);
        for (NodePod pod : all) {
            pod.interfaces().stream()
                    .flatMap(its -> its.routable().stream())
                    .distinct()
                    .forEach(ip -> having.computeIfAbsent(ip, _ -> new ArrayList<>()).add(pod));
        }
    }

    /** At a look. */
    public static Pods of(Collection<NodePod> pods) {
        return new Pods(List.copyOf(pods));
    }

    /** With those of another look that this one does not have, and what that has of the others. */
    public Pods and(Collection<NodePod> others) {
        Set<NodePod> both = new HashSet<>(all);
        both.addAll(others);
        return of(both);
    }

    /** All of them. */
    public List<NodePod> all() {
        return all;
    }

    /** The interfaces of all of them. */
    public List<PodInterface> interfaces() {
        return all.stream().flatMap(pod -> pod.interfaces().stream()).toList();
    }

    /** Those that have an address. */
    public List<NodePod> having(Ip address) {
        return having.getOrDefault(address, List.of());
    }

    /** The identities of these. */
    Set<String> uids(Ip address) {
        return having(address).stream().map(NodePod::uid).collect(Collectors.toSet());
    }
}
