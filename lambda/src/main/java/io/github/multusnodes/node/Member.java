package io.github.multusnodes.node;

/**
 * An instance as its Auto Scaling group shows it.
 *
 * @param zone its Availability Zone, by name
 * @param lifecycleState in Auto Scaling's spelling, as {@code Pending:Wait}
 */
public record Member(String instanceId, String zone, String lifecycleState) {

    /** Whether it is on its way into the group or its warm pool and may still need addresses. */
    public boolean isLaunching() {
        return lifecycleState.startsWith("Pending") || lifecycleState.startsWith("Warmed:Pending");
    }

    /** Whether a launch hook may be waiting for an answer. */
    public boolean mayAwaitLaunch() {
        return isLaunching() && !lifecycleState.endsWith(":Proceed");
    }

    /** Whether it does its work. */
    public boolean isInService() {
        return lifecycleState.equals("InService");
    }

    /** Whether the hook of its leaving may be waiting for an answer. */
    public boolean mayAwaitDeparture(Destination destination) {
        boolean going =
                switch (destination) {
                    case TERMINATION -> isLeaving();
                    case WARM_POOL -> lifecycleState.startsWith("Warmed:Pending");
                };
        return going && !lifecycleState.endsWith(":Proceed") && !hasLeft();
    }

    /** Whether nothing is left of it, or nothing more will be done to it. */
    private boolean hasLeft() {
        return lifecycleState.endsWith("Terminated") || lifecycleState.endsWith(":Retained");
    }

    /** Whether it serves, as far as the group has noticed. */
    public boolean isServing() {
        return lifecycleState.equals("InService") || lifecycleState.equals("Standby");
    }

    /** Whether it is on its way out. */
    public boolean isLeaving() {
        return lifecycleState.startsWith("Terminat")
                || lifecycleState.startsWith("Warmed:Terminat");
    }
}
