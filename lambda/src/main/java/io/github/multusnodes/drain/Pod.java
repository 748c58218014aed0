package io.github.multusnodes.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pod on a node.
 *
 * @param uid tells it from a later pod of the same name
 * @param mirror whether it only shows a static pod, which the API cannot end
 * @param controllerKind of the owner that re-creates it, as {@code ReplicaSet}; none if it is
 *     unmanaged
 * @param usesEmptyDir whether it has data that end with it
 * @param gracePeriod how long it may take to end once it is asked to
 * @param deletionTimestamp if it was asked to end: when its grace period is over
 */
public record Pod(
        String namespace,
        String name,
        String uid,
        Phase phase,
        boolean mirror,
        Optional<String> controllerKind,
        boolean usesEmptyDir,
        Duration gracePeriod,
        Optional<Instant> deletionTimestamp) {

    /** Where a pod is in its life; the API's own words. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        UNKNOWN;

        /** Whether its containers have ended and are not started again. */
        boolean isFinal() {
            return this == SUCCEEDED || this == FAILED;
        }
    }

    /** As people write it: {@code namespace/name}. */
    public String label() {
        return namespace + "/" + name;
    }
}
