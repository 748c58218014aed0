package io.github.multusnodes.simulator.state.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * A pod.
 *
 * @param node where it is bound to, if it is
 * @param deletionTimestamp when its grace period is over, once it is asked to end
 */
public record Pod(
        String namespace,
        String name,
        String uid,
        PodTemplate template,
        Optional<Workload> owner,
        Phase phase,
        Optional<String> node,
        Optional<Instant> deletionTimestamp) {

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
        return new Pod(namespace, name, uid, template, owner, other, node, deletionTimestamp);
    }

    Pod on(String otherNode) {
        return new Pod(
                namespace,
                name,
                uid,
                template,
                owner,
                phase,
                Optional.of(otherNode),
                deletionTimestamp);
    }

    Pod endingBy(Instant end) {
        return new Pod(namespace, name, uid, template, owner, phase, node, Optional.of(end));
    }

    /** Whether a budget counts it as healthy. */
    boolean isHealthy() {
        return phase == Phase.RUNNING && deletionTimestamp.isEmpty();
    }

    boolean isFinished() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }
}
