package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.Comparator;

/** Which instance of a zone goes first when a group scales in. */
public enum TerminationPolicy {
    DEFAULT("Default", Comparator.comparing(member -> member.template().created())),
    OLDEST_LAUNCH_TEMPLATE("OldestLaunchTemplate", Comparator.comparing(member -> member.template().created())),
    OLDEST_INSTANCE("OldestInstance", Comparator.comparing(Member::launched)),
    NEWEST_INSTANCE("NewestInstance", Comparator.comparing(Member::launched).reversed());

    private final String wireName;
    private final Comparator<Member> order;

    TerminationPolicy(String wireName, Comparator<Member> order) {
        this.wireName = wireName;
        this.order = order;
    }

    /** As the API spells it. */
    public String wireName() {
        return wireName;
    }

    /** First the instance that goes first. */
    Comparator<Member> order() {
        return order;
    }

    /**
     * The policy of that wire name.
     *
     * @throws Refusal {@code ValidationError} if it is not modelled
     */
    public static TerminationPolicy ofWireName(String text) {
        for (TerminationPolicy policy : values()) {
            if (policy.wireName.equals(text)) {
                return policy;
            }
        }
        throw Refusal.of(
                "ValidationError",
                "The termination policy '" + text + "' is not modelled by the simulator");
    }
}
