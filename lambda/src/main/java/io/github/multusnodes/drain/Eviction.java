package io.github.multusnodes.drain;

import java.time.Duration;
import java.util.Optional;

/** What the API server made of a request to evict a pod ("API-initiated Eviction"). */
public sealed interface Eviction {

    /** The pod is asked to end, and has its grace period to do so. */
    record Accepted() implements Eviction {}

    /**
     * A PodDisruptionBudget does not allow it now.
     *
     * @param message names the budget
     * @param retryAfter the server's own advice
     */
    record Blocked(String message, Optional<Duration> retryAfter) implements Eviction {}

    /** It can never be allowed, as when several PodDisruptionBudgets match the pod. */
    record Misconfigured(String message) implements Eviction {}

    /** There is no pod of that name, or it is another one. */
    record Gone() implements Eviction {}

    /** The namespace is being deleted, and the pod with it. */
    record NamespaceTerminating() implements Eviction {}
}
