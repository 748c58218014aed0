package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;

/** How many instances a group may have, and how many it wants. */
public record Sizes(int min, int max, int desired) {

    /**
     * Checks the bounds.
     *
     * @throws Refusal {@code ValidationError} if one is negative or they contradict each other
     */
    public Sizes {
        if (min < 0 || max < min) {
            throw Refusal.of(
                    "ValidationError",
                    "Max bound, "
                            + max
                            + ", must be greater than or equal to min bound, "
                            + min
                            + ", and neither may be negative");
        }
        if (desired < min || desired > max) {
            throw Refusal.of(
                    "ValidationError",
                    "Desired capacity:"
                            + desired
                            + " must be between the specified min size:"
                            + min
                            + " and max size:"
                            + max);
        }
    }

    /**
     * The same with another desired capacity.
     *
     * @throws Refusal {@code ValidationError} if it is out of bounds
     */
    Sizes withDesired(int wanted) {
        if (wanted < min) {
            throw Refusal.of(
                    "ValidationError",
                    "New SetDesiredCapacity value "
                            + wanted
                            + " is below min value "
                            + min
                            + " for the AutoScalingGroup.");
        }
        if (wanted > max) {
            throw Refusal.of(
                    "ValidationError",
                    "New SetDesiredCapacity value "
                            + wanted
                            + " is above max value "
                            + max
                            + " for the AutoScalingGroup.");
        }
        return new Sizes(min, max, wanted);
    }
}
