package io.github.multusnodes.simulator.state.autoscaling;

/** Where an instance comes from or goes to in a lifecycle event. */
public enum Place {
    EC2("EC2"),
    AUTO_SCALING_GROUP("AutoScalingGroup"),
    WARM_POOL("WarmPool");

    private final String wireName;

    Place(String wireName) {
        this.wireName = wireName;
    }

    /** As the events spell it. */
    public String wireName() {
        return wireName;
    }
}
