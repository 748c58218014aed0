package io.github.multusnodes.simulator.state.autoscaling;

import java.time.Instant;
import java.util.Optional;

/**
 * A scaling activity: one launch or one termination.
 *
 * @param instanceId absent if EC2 refused the launch
 * @param message why it failed or was given up
 */
public record Activity(
        String id,
        String group,
        Optional<String> instanceId,
        String description,
        String cause,
        Instant start,
        Optional<Instant> end,
        Status status,
        Optional<String> message) {

    /** How far an activity is. */
    public enum Status {
        IN_PROGRESS("InProgress", 30),
        MID_LIFECYCLE_ACTION("MidLifecycleAction", 60),
        SUCCESSFUL("Successful", 100),
        FAILED("Failed", 100),
        CANCELLED("Cancelled", 100);

        private final String wireName;
        private final int progress;

        Status(String wireName, int progress) {
            this.wireName = wireName;
            this.progress = progress;
        }

        /** As the API spells it. */
        public String wireName() {
            return wireName;
        }

        /** In percent. */
        public int progress() {
            return progress;
        }
    }

    boolean isOpen() {
        return end.isEmpty();
    }

    Activity with(Status now) {
        return new Activity(id, group, instanceId, description, cause, start, end, now, message);
    }

    Activity ended(Status result, Instant at) {
        return new Activity(
                id, group, instanceId, description, cause, start, Optional.of(at), result, message);
    }
}
