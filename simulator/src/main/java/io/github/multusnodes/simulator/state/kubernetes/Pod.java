package io.github.multusnodes.simulator.state.kubernetes;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A pod.
 *
 * @param version of its last change
 * @param annotations all but those that tell only of its template
 * @param created when it was made
 * @param node where it is bound to, if it is
 * @param deletionTimestamp when its grace period is over, once it is asked to end
 */
public record Pod(
        String namespace,
        String name,
        String uid,
        long version,
        PodTemplate template,
        Map<String, String> annotations,
        Optional<Workload> owner,
        Instant created,
        Phase phase,
        Optional<String> node,
        Optional<Instant> deletionTimestamp) {

    public Pod {
        annotations = Map.copyOf(annotations);
    }

    /** Where a pod is in its life. */
    public enum Phase {
        PENDING("Pending"),
        RUNNING("Running"),
        SUCCEEDED("Succeeded"),
        FAILED("Failed");

        private final String wireName;

        Phase(String wireName) {
            this.wireName = wireName;
        }

        /** Its name on the wire. */
        public String wireName() {
            return wireName;
        }
    }

    String key() {
        return namespace + "/" + name;
    }

    Pod in(Phase other) {
        return with(version, annotations, other, node, deletionTimestamp);
    }

    Pod on(String otherNode) {
        return with(version, annotations, phase, Optional.of(otherNode), deletionTimestamp);
    }

    Pod endingBy(Instant end) {
        return with(version, annotations, phase, node, Optional.of(end));
    }

    Pod annotated(Map<String, String> other) {
        return with(version, other, phase, node, deletionTimestamp);
    }

    Pod withVersion(long other) {
        return with(other, annotations, phase, node, deletionTimestamp);
    }

    private Pod with(
            long otherVersion,
            Map<String, String> otherAnnotations,
            Phase otherPhase,
            Optional<String> otherNode,
            Optional<Instant> otherEnd) {
        return new Pod(
                namespace,
                name,
                uid,
                otherVersion,
                template,
                otherAnnotations,
                owner,
                created,
                otherPhase,
                otherNode,
                otherEnd);
    }

    /** Whether a budget counts it as healthy. */
    boolean isHealthy() {
        return phase == Phase.RUNNING && deletionTimestamp.isEmpty();
    }

    boolean isFinished() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }
}
