package io.github.multusnodes.telemetry;

import java.util.List;

/**
 * Every metric there is. Dashboards and alarms rely on names, units and dimensions. Each has the
 * dimension {@code NodeGroup} alone; some have a second set, which tells more.
 */
public enum Metric {
    HOOK_CONTINUED("HookContinued", Unit.COUNT),
    /** By its error code as well. */
    HOOK_ABANDONED("HookAbandoned", Unit.COUNT),
    HOOK_LEFT_OPEN("HookLeftOpen", Unit.COUNT),
    /**
     * From when a run got the event of a launch, or a sweep took the launch up, to when all
     * interfaces of the node were attached and set as wanted; the hook is answered right after.
     * Without the start of the function itself. Of runs only that attached something and found
     * nothing missing at their end: of a launch that took several runs, the last.
     */
    ATTACH_TIME("AttachTime", Unit.MILLISECONDS),
    EVENT_MALFORMED("EventMalformed", Unit.COUNT),
    INTERFACES_CREATED("InterfacesCreated", Unit.COUNT),
    INTERFACES_ATTACHED("InterfacesAttached", Unit.COUNT),
    ADDRESS_CONFLICTS("AddressConflicts", Unit.COUNT),
    UNPROTECTED_RANGES("UnprotectedRanges", Unit.COUNT),
    HOOKS_RESUMED("HooksResumed", Unit.COUNT),
    /**
     * Hooks that a sweep has tried in vain to bring to their end, of launches those alone that
     * several sweeps have had the time for.
     */
    HOOKS_STUCK("HooksStuck", Unit.COUNT),
    ORPHANS_SEEN("OrphansSeen", Unit.COUNT),
    ORPHANS_DELETED("OrphansDeleted", Unit.COUNT),
    NODES_DRIFTED("NodesDrifted", Unit.COUNT),
    SWEEP_FAILURES("SweepFailures", Unit.COUNT),
    /**
     * Unused IPv4 addresses of a subnet by EC2's own count, to which ranges for pods and CIDR
     * reservations are as free as any. The minimum is that of the fullest subnet.
     */
    FREE_ADDRESSES("FreeAddresses", Unit.COUNT),
    /**
     * Free IPv4 addresses that nodes can still take of a subnet before they come to a range that is
     * kept for pods, or have none left. The minimum is that of the network that gets there first.
     */
    ADDRESSES_UNTIL_PODS("AddressesUntilPods", Unit.COUNT),
    PODS_EVICTED("PodsEvicted", Unit.COUNT),
    EVICTIONS_BLOCKED("EvictionsBlocked", Unit.COUNT),
    PODS_DELETED("PodsDeleted", Unit.COUNT),
    DRAINS_UNDERWAY("DrainsUnderway", Unit.COUNT),
    DRAINS_CUT_SHORT("DrainsCutShort", Unit.COUNT),
    /**
     * From when a drain began, in whatever run, to the look that found it over, because no pod was
     * left or because its time was up; told when the hook is answered.
     */
    DRAIN_TIME("DrainTime", Unit.MILLISECONDS),
    THROTTLED_CALLS("ThrottledCalls", Unit.COUNT),
    CALLS("Calls", Unit.COUNT),
    DURATION("Duration", Unit.MILLISECONDS);

    private final String metricName;
    private final Unit unit;

    Metric(String metricName, Unit unit) {
        this.metricName = metricName;
        this.unit = unit;
    }

    /** Its name in CloudWatch. */
    public String metricName() {
        return metricName;
    }

    /** Its unit, as CloudWatch spells it. */
    public String unit() {
        return unit.spelling;
    }

    /** Every set of dimensions that it is published with: that of the node group comes first. */
    public List<List<Dimension>> dimensionSets() {
        List<Dimension> group = List.of(Dimension.NODE_GROUP);
        return switch (this) {
            case HOOK_ABANDONED -> List.of(group, List.of(Dimension.NODE_GROUP, Dimension.REASON));
            case FREE_ADDRESSES -> List.of(group, List.of(Dimension.NODE_GROUP, Dimension.SUBNET));
            case ADDRESSES_UNTIL_PODS ->
                    List.of(
                            group,
                            List.of(Dimension.NODE_GROUP, Dimension.NETWORK, Dimension.SUBNET));
            default -> List.of(group);
        };
    }

    private enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds");

        private final String spelling;

        Unit(String spelling) {
            this.spelling = spelling;
        }
    }
}
