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

    /** Whether it is on its way out. */
    public boolean isLeaving() {
        return lifecycleState.startsWith("Terminat")
                || lifecycleState.startsWith("Warmed:Terminat");
    }
}
