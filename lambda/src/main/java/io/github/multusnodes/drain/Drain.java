package io.github.multusnodes.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What to do about the pods of a node that is to be empty. Each look at the node gives a new plan;
 * a pod is in one of the lists, or cut off as well.
 *
 * @param evict to be asked to end, as far as PodDisruptionBudgets allow it
 * @param await to be waited for
 * @param delete to be deleted without asking any budget
 * @param leftOut not to be cared for, and why
 * @param cutOff those that end with the instance although they were to be evicted or waited for
 * @param over whether nothing is left to wait for once {@code delete} is done
 */
public record Drain(
        List<Pod> evict,
        List<Pod> await,
        List<Deletion> delete,
        List<LeftOut> leftOut,
        List<Pod> cutOff,
        boolean over) {

    /** The most that pods get to end in when they are deleted at the deadline. */
    public static final Duration LAST_GRACE = Duration.ofSeconds(30);

    public Drain {
        evict = List.copyOf(evict);
        await = List.copyOf(await);
        delete = List.copyOf(delete);
        leftOut = List.copyOf(leftOut);
        cutOff = List.copyOf(cutOff);
    }

    /** A pod to be deleted, and how long it may take to end. */
    public record Deletion(Pod pod, Duration gracePeriod) {}

    /** A pod that is not cared for. */
    public record LeftOut(Pod pod, Reason reason) {}

    /** Why a pod is not cared for; after kubectl's drain. */
    public enum Reason {
        /** It has ended already. */
        FINISHED,
        /** It shows a static pod, which ends with the node. */
        MIRROR,
        /** Its DaemonSet would start it again at once, cordoned or not. */
        DAEMON_SET,
        /** Nothing re-creates it, and the settings say to leave such pods alone. */
        UNMANAGED,
        /** It should have ended long ago: its node does not answer. */
        LOST
    }

    static Drain plan(Collection<Pod> pods, DrainSettings settings, Instant now, Instant deadline) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<Pod> leaving = new ArrayList<>();
        for (Pod pod : pods) {
            Optional<Reason> reason = reasonToLeaveOut(pod, settings, now);
            reason.ifPresentOrElse(
                    why -> leftOut.add(new LeftOut(pod, why)), () -> leaving.add(pod));
        }
        if (now.isBefore(deadline)) {
            return inTime(leaving, leftOut, settings);
        }
        return switch (settings.onTimeout()) {
            case CONTINUE -> new Drain(List.of(), List.of(), List.of(), leftOut, leaving, true);
            case FORCE_DELETE -> forced(leaving, leftOut, now, deadline.plus(LAST_GRACE));
        };
    }

    private static Drain inTime(List<Pod> leaving, List<LeftOut> leftOut, DrainSettings settings) {
        List<Pod> evict = new ArrayList<>();
        List<Pod> await = new ArrayList<>();
        for (Pod pod : leaving) {
            boolean asked = pod.deletionTimestamp().isPresent();
            (asked || mustEndByItself(pod, settings) ? await : evict).add(pod);
        }
        return new Drain(evict, await, List.of(), leftOut, List.of(), leaving.isEmpty());
    }

    /** Deletes all but those that are sure to end until then; afterwards, all without grace. */
    private static Drain forced(
            List<Pod> leaving, List<LeftOut> leftOut, Instant now, Instant last) {
        List<Pod> await = new ArrayList<>();
        List<Deletion> delete = new ArrayList<>();
        boolean over = leaving.isEmpty() || !now.isBefore(last);
        Duration left = over ? Duration.ZERO : Duration.between(now, last);
        for (Pod pod : leaving) {
            boolean endsInTime =
                    pod.deletionTimestamp().filter(end -> !end.isAfter(last)).isPresent();
            if (endsInTime && !over) {
                await.add(pod);
            } else {
                delete.add(new Deletion(pod, shorter(pod.gracePeriod(), left)));
            }
        }
        return new Drain(List.of(), await, delete, leftOut, over ? leaving : List.of(), over);
    }

    private static Optional<Reason> reasonToLeaveOut(Pod pod, DrainSettings settings, Instant now) {
        if (pod.mirror()) {
            return Optional.of(Reason.MIRROR);
        }
        if (pod.controllerKind().filter("DaemonSet"::equals).isPresent()) {
            return Optional.of(Reason.DAEMON_SET);
        }
        if (pod.phase().isFinal()) {
            return Optional.of(Reason.FINISHED);
        }
        if (pod.deletionTimestamp()
                .filter(end -> now.isAfter(end.plus(settings.skipWaitForDelete())))
                .isPresent()) {
            return Optional.of(Reason.LOST);
        }
        return pod.controllerKind().isEmpty()
                        && settings.unmanaged() == DrainSettings.Unmanaged.SKIP
                ? Optional.of(Reason.UNMANAGED)
                : Optional.empty();
    }

    private static boolean mustEndByItself(Pod pod, DrainSettings settings) {
        return (pod.usesEmptyDir() && !settings.deleteEmptyDirData())
                || (pod.controllerKind().isEmpty()
                        && settings.unmanaged() == DrainSettings.Unmanaged.WAIT);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
