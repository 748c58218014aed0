package io.github.multusnodes.simulator.state.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An instance refresh.
 *
 * @param left the old instances that are still there
 * @param total how many there were at its start
 */
public record Refresh(
        String id,
        String group,
        Preferences preferences,
        Status status,
        Instant start,
        Optional<Instant> end,
        Set<String> left,
        int total) {

    public Refresh {
        left = Set.copyOf(left);
    }

    /**
     * How careful a refresh is.
     *
     * @param minHealthyPercentage of the desired capacity that stays in service
     * @param warmup how long a new instance is in service before it counts
     * @param skipMatching whether instances of the group's present launch template stay
     */
    public record Preferences(
            int minHealthyPercentage, Optional<Duration> warmup, boolean skipMatching) {}

    /** How far a refresh is. */
    public enum Status {
        PENDING("Pending"),
        IN_PROGRESS("InProgress"),
        SUCCESSFUL("Successful"),
        CANCELLING("Cancelling"),
        CANCELLED("Cancelled");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /** As the API spells it. */
        public String wireName() {
            return wireName;
        }
    }

    /** Whether it is not over yet. */
    boolean isActive() {
        return end.isEmpty();
    }

    /** How much of it is done, in percent. */
    public int percentageComplete() {
        return total == 0 ? 100 : (total - left.size()) * 100 / total;
    }

    Refresh with(Status now, Set<String> stillThere) {
        return new Refresh(id, group, preferences, now, start, end, stillThere, total);
    }

    Refresh ended(Status result, Instant at) {
        return new Refresh(id, group, preferences, result, start, Optional.of(at), left, total);
    }
}
