package io.github.multusnodes.simulator.state.kubernetes;

import io.github.multusnodes.simulator.state.kubernetes.Refused.Cause;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Ending pods as the API allows it. For one thread: callers hold the world's lock. */
public final class Evictions {

    private final Pods pods;
    private final List<Budget> budgets = new ArrayList<>();
    private final Set<String> terminating = new HashSet<>();

    Evictions(Pods pods) {
        this.pods = pods;
    }

    /** Protects pods. */
    public void protect(Budget budget) {
        budgets.add(budget);
    }

    /** Takes a protection away. */
    public void unprotect(String namespace, String name) {
        budgets.removeIf(its -> its.namespace().equals(namespace) && its.name().equals(name));
    }

    /** Begins to delete a namespace: its pods are asked to end. */
    public void terminate(String namespace) {
        terminating.add(namespace);
        for (Pod pod : pods.all()) {
            if (pod.namespace().equals(namespace)) {
                pods.end(pod, pod.template().grace());
            }
        }
    }

    boolean isTerminating(String namespace) {
        return terminating.contains(namespace);
    }

    /**
     * Evicts a pod as far as budgets allow it ("API-initiated Eviction").
     *
     * @param uid only this pod; null for whichever has the name
     * @throws Refused if it is not allowed, or there is no such pod
     */
    public void evict(String namespace, String name, @Nullable String uid) {
        Pod pod = pod(namespace, name, uid);
        if (terminating.contains(namespace)) {
            throw Refused.terminating("pods", name, namespace);
        }
        if (pod.phase() == Pod.Phase.RUNNING && pod.deletionTimestamp().isEmpty()) {
            requireAllowed(pod);
        }
        pods.end(pod, pod.template().grace());
    }

    /**
     * Deletes a pod whatever budgets say.
     *
     * @param uid only this pod; null for whichever has the name
     * @param grace null for the pod's own
     * @throws Refused if there is no such pod
     */
    public void delete(
            String namespace, String name, @Nullable String uid, @Nullable Duration grace) {
        Pod pod = pod(namespace, name, uid);
        pods.end(pod, Objects.requireNonNullElse(grace, pod.template().grace()));
    }

    private void requireAllowed(Pod pod) {
        List<Budget> its = budgets.stream().filter(budget -> budget.protects(pod)).toList();
        if (its.size() > 1) {
            throw new Refused(
                    500,
                    "",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource"
                            + " does not support.");
        }
        for (Budget budget : its) {
            long healthy =
                    pods.all().stream().filter(budget::protects).filter(Pod::isHealthy).count();
            if (healthy - 1 < budget.minAvailable()) {
                throw new Refused(
                        429,
                        "TooManyRequests",
                        "Cannot evict pod as it would violate the pod's disruption budget.",
                        Optional.of(
                                new Cause(
                                        "DisruptionBudget",
                                        "The disruption budget %s needs %d healthy pods and has %d currently"
                                                .formatted(
                                                        budget.name(),
                                                        budget.minAvailable(),
                                                        healthy))));
            }
        }
    }

    private Pod pod(String namespace, String name, @Nullable String uid) {
        Pod pod = pods.find(namespace, name).orElseThrow(() -> Refused.notFound("pods", name));
        if (uid != null && !uid.equals(pod.uid())) {
            throw new Refused(
                    409,
                    "Conflict",
                    "Operation cannot be fulfilled on pods \"%s\": the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
                            .formatted(name, uid, pod.uid()));
        }
        return pod;
    }
}
