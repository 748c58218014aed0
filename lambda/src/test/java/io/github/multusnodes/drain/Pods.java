package io.github.multusnodes.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pods to plan with. */
final class Pods {

    private Pods() {}

    /** A running pod that a ReplicaSet would re-create, with 30 seconds of grace. */
    static Pod pod(String name) {
        return new Pod(
                "default",
                name,
                "uid-" + name,
                Pod.Phase.RUNNING,
                false,
                Optional.of("ReplicaSet"),
                false,
                Duration.ofSeconds(30),
                Optional.empty());
    }

    static Pod inPhase(Pod.Phase phase, Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                phase,
                pod.mirror(),
                pod.controllerKind(),
                pod.usesEmptyDir(),
                pod.gracePeriod(),
                pod.deletionTimestamp());
    }

    static Pod mirror(Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.phase(),
                true,
                pod.controllerKind(),
                pod.usesEmptyDir(),
                pod.gracePeriod(),
                pod.deletionTimestamp());
    }

    static Pod ownedBy(Optional<String> kind, Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.phase(),
                pod.mirror(),
                kind,
                pod.usesEmptyDir(),
                pod.gracePeriod(),
                pod.deletionTimestamp());
    }

    static Pod withEmptyDir(Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.phase(),
                pod.mirror(),
                pod.controllerKind(),
                true,
                pod.gracePeriod(),
                pod.deletionTimestamp());
    }

    static Pod withGrace(Duration grace, Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.phase(),
                pod.mirror(),
                pod.controllerKind(),
                pod.usesEmptyDir(),
                grace,
                pod.deletionTimestamp());
    }

    static Pod endingBy(Instant end, Pod pod) {
        return new Pod(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.phase(),
                pod.mirror(),
                pod.controllerKind(),
                pod.usesEmptyDir(),
                pod.gracePeriod(),
                Optional.of(end));
    }
}
