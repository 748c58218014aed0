package io.github.multusnodes.reconcile;

import io.github.multusnodes.drain.ClusterNode;
import io.github.multusnodes.drain.Drain;
import io.github.multusnodes.drain.DrainSettings;
import io.github.multusnodes.drain.Eviction;
import io.github.multusnodes.drain.Pod;
import io.github.multusnodes.node.Destination;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.reconcile.DrainResult.Over;
import io.github.multusnodes.reconcile.DrainResult.Underway;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Empties a node of its pods. All that a later run has to know stands in the cluster: the node is
 * cordoned and bears the time when its drain began, and pods that were asked to end bear that too.
 */
final class Drainage {

    /** Between two looks at the node; what kubectl waits after a refused eviction as well. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final DrainSettings settings;
    private final Time time;
    private final Retry retry;
    private final Heartbeat heartbeat;
    private final DrainLog log;
    private final Instant until;

    /**
     * @param retry of calls to the cluster; one that cannot be reached must not keep the hook
     *     waiting, or nothing would ever end it
     * @param until when this run has to stop
     */
    Drainage(
            Cluster cluster,
            DrainSettings settings,
            Time time,
            Retry retry,
            Heartbeat heartbeat,
            DrainLog log,
            Instant until) {
        this.cluster = cluster;
        this.settings = settings;
        this.time = time;
        this.retry = retry;
        this.heartbeat = heartbeat;
        this.log = log;
        this.until = until;
    }

    /**
     * Does what can be done in the time of this run. A node that is over with it and goes to the
     * warm pool is parked: it stays cordoned, and nothing of this drain counts for a later one.
     *
     * @throws ClusterFailure if the cluster fails in a way that may pass
     * @throws OutOfTime likewise
     */
    DrainResult run(String instanceId, Destination destination) {
        try {
            Optional<ClusterNode> node = find(instanceId);
            if (node.isEmpty()) {
                return new Over(DrainEnd.NO_NODE);
            }
            DrainResult result = empty(node.get());
            if (result instanceof Over && destination == Destination.WARM_POOL) {
                park(node.get().name());
            }
            return result;
        } catch (ClusterFailure failure) {
            return switch (failure.kind()) {
                case GOING -> new Over(DrainEnd.CLUSTER_GOING);
                case DENIED -> {
                    log.denied(failure);
                    yield new Over(DrainEnd.DENIED);
                }
                case UNREACHABLE, THROTTLED, BROKEN -> throw failure;
            };
        }
    }

    /** An instance that is terminated as it boots may join a moment later and get pods. */
    private Optional<ClusterNode> find(String instanceId) {
        Optional<ClusterNode> node = retry.call(() -> cluster.nodeOf(instanceId));
        if (node.isPresent() || pauseIsTooLong()) {
            return node;
        }
        time.pause(BETWEEN_LOOKS);
        return retry.call(() -> cluster.nodeOf(instanceId));
    }

    private DrainResult empty(ClusterNode node) {
        Instant started = node.drainStarted().orElseGet(time::now);
        if (!node.unschedulable() || node.drainStarted().isEmpty()) {
            retry.run(() -> cluster.cordon(node.name(), started));
            log.cordoned(node.name());
        }
        Instant deadline = started.plus(settings.timeout());
        while (true) {
            List<Pod> pods = retry.call(() -> cluster.podsOn(node.name()));
            Drain drain = settings.plan(pods, time.now(), deadline);
            drain.evict().forEach(this::evict);
            drain.delete().forEach(this::delete);
            if (drain.over()) {
                return over(drain, Duration.between(started, time.now()));
            }
            if (pauseIsTooLong()) {
                int left = drain.evict().size() + drain.await().size() + drain.delete().size();
                return new Underway(left);
            }
            heartbeat.beat();
            time.pause(BETWEEN_LOOKS);
        }
    }

    private void park(String node) {
        try {
            retry.run(() -> cluster.park(node));
            log.parked(node);
        } catch (ClusterFailure failure) {
            if (failure.kind() != ClusterFailure.Kind.DENIED) {
                throw failure;
            }
            log.parkingDenied(node, failure);
        }
    }

    private Over over(Drain drain, Duration took) {
        if (drain.cutOff().isEmpty()) {
            return new Over(DrainEnd.DRAINED, Optional.of(took));
        }
        log.timeUp(drain.cutOff());
        return new Over(DrainEnd.TIME_UP, Optional.of(took));
    }

    private void evict(Pod pod) {
        Eviction eviction = retry.call(() -> cluster.evict(pod));
        switch (eviction) {
            case Eviction.Accepted _ -> log.evicted(pod);
            case Eviction.Blocked(String message, _) -> log.blocked(pod, message);
            case Eviction.Misconfigured(String message) -> log.misconfigured(pod, message);
            case Eviction.Gone _, Eviction.NamespaceTerminating _ -> {}
        }
    }

    private void delete(Drain.Deletion deletion) {
        retry.run(() -> cluster.delete(deletion.pod(), deletion.gracePeriod()));
        log.deleted(deletion.pod());
    }

    private boolean pauseIsTooLong() {
        return time.now().plus(BETWEEN_LOOKS).isAfter(until);
    }
}
