package io.github.multusnodes.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How a node is drained.
 *
 * @param deleteEmptyDirData whether pods with emptyDir volumes are evicted like others; if not,
 *     they are waited for until they end by themselves
 * @param unmanaged what happens to pods that nothing re-creates
 * @param timeout from the start of the drain
 * @param onTimeout what happens to pods that are still there then
 * @param skipWaitForDelete how long after the end of its grace period a pod is given up, because
 *     its node does not answer
 */
public record DrainSettings(
        boolean deleteEmptyDirData,
        Unmanaged unmanaged,
        Duration timeout,
        OnTimeout onTimeout,
        Duration skipWaitForDelete) {

    /** Everything is evicted; after 15 minutes the node goes on with what is left on it. */
    public static final DrainSettings DEFAULT =
            new DrainSettings(
                    true,
                    Unmanaged.EVICT,
                    Duration.ofMinutes(15),
                    OnTimeout.CONTINUE,
                    Duration.ofMinutes(5));

    /** What happens to pods that nothing re-creates. */
    public enum Unmanaged {
        /** They are evicted like others, and do not come back. */
        EVICT,
        /** They are waited for until they end by themselves. */
        WAIT,
        /** They are left alone, and end with the instance. */
        SKIP
    }

    /** What happens when the time is up. */
    public enum OnTimeout {
        /** The instance ends with the pods that are left. */
        CONTINUE,
        /** The pods that are left are deleted, whatever a PodDisruptionBudget says. */
        FORCE_DELETE
    }

    /**
     * What to do about a node's pods.
     *
     * @param pods all that are on the node now
     * @param deadline when the time is up
     */
    public Drain plan(Collection<Pod> pods, Instant now, Instant deadline) {
        return Drain.plan(pods, this, now, deadline);
    }
}
