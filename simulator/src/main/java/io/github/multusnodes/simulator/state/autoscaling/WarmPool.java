package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.Optional;

/**
 * Instances kept ready beside a group.
 *
 * @param minSize at least so many are kept
 * @param maxPrepared group and pool together hold at most so many; absent means the group's maximum
 *     size
 * @param keep how they are kept
 * @param reuseOnScaleIn whether instances go back to the pool when the group scales in
 * @param deleting whether the pool is being emptied for good
 */
public record WarmPool(
        int minSize,
        Optional<Integer> maxPrepared,
        Keep keep,
        boolean reuseOnScaleIn,
        boolean deleting) {

    /** How pooled instances are kept. */
    public enum Keep {
        STOPPED("Stopped", LifecycleState.WARMED_STOPPED),
        RUNNING("Running", LifecycleState.WARMED_RUNNING),
        HIBERNATED("Hibernated", LifecycleState.WARMED_HIBERNATED);

        private final String wireName;
        private final LifecycleState state;

        Keep(String wireName, LifecycleState state) {
            this.wireName = wireName;
            this.state = state;
        }

        /** As the API spells it. */
        public String wireName() {
            return wireName;
        }

        LifecycleState state() {
            return state;
        }

        /**
         * The way of that wire name.
         *
         * @throws Refusal {@code ValidationError} if there is none
         */
        public static Keep ofWireName(String text) {
            for (Keep keep : values()) {
                if (keep.wireName.equals(text)) {
                    return keep;
                }
            }
            throw Refusal.of(
                    "ValidationError",
                    "Invalid pool state '" + text + "': give Stopped, Running or Hibernated");
        }
    }

    /** How many instances the pool of a group of such sizes should hold. */
    int wanted(Sizes sizes) {
        if (deleting) {
            return 0;
        }
        return Math.max(minSize, maxPrepared.orElse(sizes.max()) - sizes.desired());
    }

    /** The same, to be emptied. */
    WarmPool beingDeleted() {
        return new WarmPool(minSize, maxPrepared, keep, reuseOnScaleIn, true);
    }
}
