package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.Comparator;

/** Which instance of a zone goes first when a group scales in. */
public enum TerminationPolicy {
    DEFAULT("Default"),
    OLDEST_LAUNCH_TEMPLATE("OldestLaunchTemplate"),
    OLDEST_INSTANCE("OldestInstance"),
    NEWEST_INSTANCE("NewestInstance");

    private final String wireName;

    TerminationPolicy(String wireName) {
        this.wireName = wireName;
    }

    /** As the API spells it. */
    public String wireName() {
        return wireName;
    }

    /** First the instance that goes first. */
    Comparator<Member> order() {
        return switch (this) {
            case DEFAULT, OLDEST_LAUNCH_TEMPLATE ->
                    Comparator.comparing(member -> member.template().created());
            case OLDEST_INSTANCE -> Comparator.comparing(Member::launched);
            case NEWEST_INSTANCE -> Comparator.comparing(Member::launched).reversed();
        };
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
