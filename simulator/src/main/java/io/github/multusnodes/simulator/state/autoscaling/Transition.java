package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;

/** The two kinds of lifecycle transition a hook can hold up. */
public enum Transition {
    LAUNCHING("autoscaling:EC2_INSTANCE_LAUNCHING", "EC2 Instance-launch Lifecycle Action"),
    TERMINATING("autoscaling:EC2_INSTANCE_TERMINATING", "EC2 Instance-terminate Lifecycle Action");

    private final String wireName;
    private final String detailType;

    Transition(String wireName, String detailType) {
        this.wireName = wireName;
        this.detailType = detailType;
    }

    /** As the API and the events spell it. */
    public String wireName() {
        return wireName;
    }

    /** The {@code detail-type} of its events. */
    public String detailType() {
        return detailType;
    }

    /**
     * The transition of that wire name.
     *
     * @throws Refusal {@code ValidationError} if there is none
     */
    public static Transition ofWireName(String text) {
        for (Transition transition : values()) {
            if (transition.wireName.equals(text)) {
                return transition;
            }
        }
        throw Refusal.of(
                "ValidationError",
                "Invalid lifecycle transition '"
                        + text
                        + "': give "
                        + LAUNCHING.wireName
                        + " or "
                        + TERMINATING.wireName);
    }
}
