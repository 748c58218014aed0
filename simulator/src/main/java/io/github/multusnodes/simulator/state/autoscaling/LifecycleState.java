package io.github.multusnodes.simulator.state.autoscaling;

/** Where an instance is in the life that its group gives it. */
public enum LifecycleState {
    PENDING("Pending"),
    PENDING_WAIT("Pending:Wait"),
    PENDING_PROCEED("Pending:Proceed"),
    IN_SERVICE("InService"),
    TERMINATING("Terminating"),
    TERMINATING_WAIT("Terminating:Wait"),
    TERMINATING_PROCEED("Terminating:Proceed"),
    TERMINATING_RETAINED("Terminating:Retained"),
    TERMINATED("Terminated"),
    WARMED_PENDING("Warmed:Pending"),
    WARMED_PENDING_WAIT("Warmed:Pending:Wait"),
    WARMED_PENDING_PROCEED("Warmed:Pending:Proceed"),
    WARMED_PENDING_RETAINED("Warmed:Pending:Retained"),
    WARMED_STOPPED("Warmed:Stopped"),
    WARMED_RUNNING("Warmed:Running"),
    WARMED_HIBERNATED("Warmed:Hibernated"),
    WARMED_TERMINATING("Warmed:Terminating"),
    WARMED_TERMINATING_WAIT("Warmed:Terminating:Wait"),
    WARMED_TERMINATING_PROCEED("Warmed:Terminating:Proceed"),
    WARMED_TERMINATING_RETAINED("Warmed:Terminating:Retained"),
    WARMED_TERMINATED("Warmed:Terminated");

    private final String wireName;

    LifecycleState(String wireName) {
        this.wireName = wireName;
    }

    /** As the API spells it. */
    public String wireName() {
        return wireName;
    }
}
