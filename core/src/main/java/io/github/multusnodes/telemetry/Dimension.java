package io.github.multusnodes.telemetry;

/** Every dimension a metric can have. Dashboards and alarms rely on their names. */
public enum Dimension {
    NODE_GROUP("NodeGroup"),
    /** An error code, as in log lines: one of a closed set. */
    REASON("Reason"),
    /** A network's name, as in the settings. */
    NETWORK("Network"),
    /** A subnet's id. */
    SUBNET("Subnet");

    private final String dimensionName;

    Dimension(String dimensionName) {
        this.dimensionName = dimensionName;
    }

    /** Its name in CloudWatch. */
    public String dimensionName() {
        return dimensionName;
    }
}
