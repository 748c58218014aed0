package io.github.multusnodes.simulator.state.autoscaling;

import java.time.Instant;

/**
 * An instance of a group.
 *
 * @param state as the API shows it
 * @param journey the way it is on, or on which it arrived
 * @param phase how far on that way
 * @param healthy false once it was called unhealthy, or the group noticed that EC2 does not run it
 * @param launched when the group launched it
 * @param arrived when it reached the end of its journey; meaningless before
 */
public record Member(
        String instanceId,
        String group,
        Group.Subnet subnet,
        String instanceType,
        Template template,
        LifecycleState state,
        Journey journey,
        Phase phase,
        boolean healthy,
        boolean protectedFromScaleIn,
        Instant launched,
        Instant arrived) {

    /** The launch template it was launched from. */
    public record Template(String id, String name, String version, Instant created) {}

    /** How far an instance is on its way. */
    enum Phase {
        /** Before any hook. */
        STARTING,
        /** A hook waits. */
        WAITING,
        /** All hooks are answered, or there are none. */
        PROCEEDING,
        /** Only EC2 is waited for. */
        ARRIVING,
        ARRIVED,
        /** A terminate hook was abandoned, and the group keeps the instance for its owner. */
        RETAINED
    }

    /** Whether it counts towards the desired capacity. */
    boolean counts() {
        return journey.destination() == Place.AUTO_SCALING_GROUP;
    }

    /** Whether it is in the warm pool, or on its way into or out of it for good. */
    public boolean inPool() {
        return journey.ending() == Journey.TERMINATE_FROM_POOL;
    }

    /** Whether it belongs to the warm pool, or will. */
    boolean pooled() {
        return journey.destination() == Place.WARM_POOL;
    }

    /** Whether it is in the pool, ready to be taken. */
    boolean idle() {
        return pooled() && phase == Phase.ARRIVED;
    }

    boolean inService() {
        return counts() && phase == Phase.ARRIVED;
    }

    /**
     * Whether it is on its way into service or the pool from EC2, or from the pool into service.
     */
    boolean launching() {
        return journey.launches() && phase != Phase.ARRIVED;
    }

    /** Whether it is kept though it should end. */
    boolean retained() {
        return phase == Phase.RETAINED;
    }

    /** Whether this is the same place on the same journey. */
    boolean isWhere(Member other) {
        return journey == other.journey && phase == other.phase;
    }

    Member on(Journey next) {
        return new Member(
                instanceId,
                group,
                subnet,
                instanceType,
                template,
                next.start(),
                next,
                Phase.STARTING,
                healthy,
                protectedFromScaleIn,
                launched,
                arrived);
    }

    Member at(Phase next, LifecycleState shown) {
        return new Member(
                instanceId,
                group,
                subnet,
                instanceType,
                template,
                shown,
                journey,
                next,
                healthy,
                protectedFromScaleIn,
                launched,
                arrived);
    }

    Member arrivedAs(LifecycleState shown, boolean guarded, Instant now) {
        return new Member(
                instanceId,
                group,
                subnet,
                instanceType,
                template,
                shown,
                journey,
                Phase.ARRIVED,
                healthy,
                guarded,
                launched,
                now);
    }

    /** Kept where an abandoned terminate hook left it: it counts nowhere any more. */
    Member asRetained() {
        return on(journey.ending()).at(Phase.RETAINED, journey.retained());
    }

    Member withHealth(boolean other) {
        return new Member(
                instanceId,
                group,
                subnet,
                instanceType,
                template,
                state,
                journey,
                phase,
                other,
                protectedFromScaleIn,
                launched,
                arrived);
    }
}
