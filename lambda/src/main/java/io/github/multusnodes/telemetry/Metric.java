package io.github.multusnodes.telemetry;

/** Every metric there is. Dashboards and alarms rely on names and units. */
public enum Metric {
    HOOK_CONTINUED("HookContinued", "Count"),
    HOOK_ABANDONED("HookAbandoned", "Count"),
    HOOK_LEFT_OPEN("HookLeftOpen", "Count"),
    EVENT_MALFORMED("EventMalformed", "Count"),
    INTERFACES_CREATED("InterfacesCreated", "Count"),
    INTERFACES_ATTACHED("InterfacesAttached", "Count"),
    ADDRESS_CONFLICTS("AddressConflicts", "Count"),
    UNPROTECTED_RANGES("UnprotectedRanges", "Count"),
    HOOKS_RESUMED("HooksResumed", "Count"),
    ORPHANS_SEEN("OrphansSeen", "Count"),
    ORPHANS_DELETED("OrphansDeleted", "Count"),
    NODES_DRIFTED("NodesDrifted", "Count"),
    SWEEP_FAILURES("SweepFailures", "Count"),
    PODS_EVICTED("PodsEvicted", "Count"),
    EVICTIONS_BLOCKED("EvictionsBlocked", "Count"),
    PODS_DELETED("PodsDeleted", "Count"),
    DRAINS_UNDERWAY("DrainsUnderway", "Count"),
    DRAINS_CUT_SHORT("DrainsCutShort", "Count"),
    THROTTLED_CALLS("ThrottledCalls", "Count"),
    CALLS("Calls", "Count"),
    DURATION("Duration", "Milliseconds");

    private final String metricName;
    private final String unit;

    Metric(String metricName, String unit) {
        this.metricName = metricName;
        this.unit = unit;
    }

    /** Its name in CloudWatch. */
    public String metricName() {
        return metricName;
    }

    /** Its unit, as CloudWatch spells it. */
    public String unit() {
        return unit;
    }
}
