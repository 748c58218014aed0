package io.github.multusnodes.simulator.state.autoscaling;

/**
 * A way that an instance goes, with the hooks it meets and the states it passes ("Lifecycle state
 * transitions for instances in a warm pool", Amazon EC2 Auto Scaling User Guide).
 */
enum Journey {
    LAUNCH(Place.EC2, Place.AUTO_SCALING_GROUP, Transition.LAUNCHING, Stations.PENDING),
    INTO_POOL(Place.EC2, Place.WARM_POOL, Transition.LAUNCHING, Stations.WARMED_PENDING),
    OUT_OF_POOL(Place.WARM_POOL, Place.AUTO_SCALING_GROUP, Transition.LAUNCHING, Stations.PENDING),
    BACK_TO_POOL(
            Place.AUTO_SCALING_GROUP,
            Place.WARM_POOL,
            Transition.TERMINATING,
            Stations.WARMED_PENDING),
    TERMINATE(Place.AUTO_SCALING_GROUP, Place.EC2, Transition.TERMINATING, Stations.TERMINATING),
    TERMINATE_FROM_POOL(
            Place.WARM_POOL, Place.EC2, Transition.TERMINATING, Stations.WARMED_TERMINATING);

    private final Place origin;
    private final Place destination;
    private final Transition transition;
    private final Stations stations;

    Journey(Place origin, Place destination, Transition transition, Stations stations) {
        this.origin = origin;
        this.destination = destination;
        this.transition = transition;
        this.stations = stations;
    }

    Place origin() {
        return origin;
    }

    Place destination() {
        return destination;
    }

    Transition transition() {
        return transition;
    }

    /** The state before any hook. */
    LifecycleState start() {
        return stations.start;
    }

    /** The state while a hook waits. */
    LifecycleState waiting() {
        return stations.waiting;
    }

    /** The state after the last hook. */
    LifecycleState proceeding() {
        return stations.proceeding;
    }

    /** The state of an instance that is kept after its terminate hook was abandoned. */
    LifecycleState retained() {
        return switch (this) {
            case TERMINATE -> LifecycleState.TERMINATING_RETAINED;
            case TERMINATE_FROM_POOL -> LifecycleState.WARMED_TERMINATING_RETAINED;
            case BACK_TO_POOL -> LifecycleState.WARMED_PENDING_RETAINED;
            case LAUNCH, INTO_POOL, OUT_OF_POOL ->
                    throw new IllegalStateException(this + " meets no terminate hook");
        };
    }

    /** Whether the instance comes from EC2 or the pool and has to be running for its hooks. */
    boolean launches() {
        return transition == Transition.LAUNCHING;
    }

    /** Whether the instance ends. */
    boolean ends() {
        return destination == Place.EC2;
    }

    /** How an instance ends that is on this way or has arrived on it. */
    Journey ending() {
        return destination == Place.WARM_POOL || this == TERMINATE_FROM_POOL
                ? TERMINATE_FROM_POOL
                : TERMINATE;
    }

    private enum Stations {
        PENDING(
                LifecycleState.PENDING,
                LifecycleState.PENDING_WAIT,
                LifecycleState.PENDING_PROCEED),
        TERMINATING(
                LifecycleState.TERMINATING,
                LifecycleState.TERMINATING_WAIT,
                LifecycleState.TERMINATING_PROCEED),
        WARMED_PENDING(
                LifecycleState.WARMED_PENDING,
                LifecycleState.WARMED_PENDING_WAIT,
                LifecycleState.WARMED_PENDING_PROCEED),
        WARMED_TERMINATING(
                LifecycleState.WARMED_TERMINATING,
                LifecycleState.WARMED_TERMINATING_WAIT,
                LifecycleState.WARMED_TERMINATING_PROCEED);

        private final LifecycleState start;
        private final LifecycleState waiting;
        private final LifecycleState proceeding;

        Stations(LifecycleState start, LifecycleState waiting, LifecycleState proceeding) {
            this.start = start;
            this.waiting = waiting;
            this.proceeding = proceeding;
        }
    }
}
