package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings.UnusualEnd;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.autoscaling.Member.Phase;
import io.github.multusnodes.simulator.state.ec2.Ec2;

import java.util.List;
import java.util.Optional;

/** What may be done to groups, their sizes, their warm pools and their instances. */
public final class GroupRules {

    private final Schedule schedule;
    private final Ids ids;
    private final Books books;
    private final Fleet fleet;
    private final Lifecycle lifecycle;
    private final Activities activities;

    GroupRules(
            Schedule schedule,
            Ids ids,
            Books books,
            Fleet fleet,
            Lifecycle lifecycle,
            Activities activities) {
        this.schedule = schedule;
        this.ids = ids;
        this.books = books;
        this.fleet = fleet;
        this.lifecycle = lifecycle;
        this.activities = activities;
    }

    /**
     * Creates a group with its hooks.
     *
     * @throws Refusal {@code AlreadyExists}, or {@code ValidationError} if a subnet or the launch
     *     template does not exist
     */
    public void create(NewGroup wanted) {
        Group group =
                new Group(
                        wanted.name(),
                        arn(wanted.name()),
                        schedule.now(),
                        wanted.sizes(),
                        existing(wanted.source()),
                        subnets(wanted.subnetIds()),
                        wanted.policy(),
                        wanted.tags(),
                        Optional.empty(),
                        false);
        books.groups().add(group);
        wanted.hooks().forEach(books.hooks()::put);
    }

    /**
     * The launch source, if it exists.
     *
     * @throws Refusal {@code ValidationError} if it does not
     */
    public LaunchSource existing(LaunchSource source) {
        fleet.require(source);
        return source;
    }

    /**
     * The subnets of those ids, with their zones.
     *
     * @throws Refusal {@code ValidationError} if there are none or one does not exist
     */
    public List<Group.Subnet> subnets(List<String> subnetIds) {
        if (subnetIds.isEmpty()) {
            throw Refusal.of(
                    "ValidationError", "At least one Availability Zone or VPC Subnet is required.");
        }
        return fleet.subnets(subnetIds);
    }

    /**
     * Sets how many instances a group wants.
     *
     * @throws Refusal {@code ValidationError} if it is out of the group's bounds
     */
    public void setDesired(String name, int desired) {
        Group group = books.groups().require(name);
        books.groups().change(group.withSizes(group.sizes().withDesired(desired)));
    }

    /**
     * Deletes a group.
     *
     * @param force whether its instances end with it, without meeting their hooks
     * @throws Refusal {@code ScalingActivityInProgress} or {@code ResourceInUse} if it has
     *     instances or a warm pool, and force is not used; {@code ValidationError} if it is, and
     *     the group retains instances
     */
    public void delete(String name, boolean force) {
        Group group = books.groups().require(name);
        List<Member> present = books.members().of(name).toList();
        if (!force) {
            requireEmpty(group, present);
        } else if (group.policy().retainOnAbandon()) {
            throw Refusal.of(
                    "ValidationError",
                    "The AutoScalingGroup '"
                            + name
                            + "' retains instances: set TerminateHookAbandon to terminate before"
                            + " you delete it by force");
        }
        books.groups().put(group.beingDeleted());
        present.forEach(this::endByForce);
    }

    /**
     * Gives a group a warm pool, or changes it.
     *
     * @throws Refusal {@code ScalingActivityInProgress} if it is being deleted
     */
    public void putWarmPool(String name, WarmPool pool) {
        Group group = books.groups().require(name);
        if (group.warmPool().filter(WarmPool::deleting).isPresent()) {
            throw Refusal.of(
                    "ScalingActivityInProgress",
                    "The warm pool of AutoScalingGroup '" + name + "' is being deleted");
        }
        books.groups().change(group.withWarmPool(Optional.of(pool)));
    }

    /**
     * Empties and removes a group's warm pool.
     *
     * @param force whether its instances end without meeting their hooks
     * @throws Refusal {@code ValidationError} if it has none
     */
    public void deleteWarmPool(String name, boolean force) {
        Group group = books.groups().require(name);
        WarmPool pool =
                group.warmPool()
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                "ValidationError",
                                                "The AutoScalingGroup '"
                                                        + name
                                                        + "' has no warm pool"));
        books.groups().change(group.withWarmPool(Optional.of(pool.beingDeleted())));
        if (force) {
            books.members().of(name).filter(Member::inPool).toList().forEach(this::endByForce);
        }
    }

    private void endByForce(Member member) {
        lifecycle.end(member, UnusualEnd.FORCED_DELETE);
    }

    /**
     * Ends an instance of a group; a retained one meets its hooks again.
     *
     * @param decrement whether it is not to be replaced
     * @throws Refusal {@code ValidationError} if no group has it in service, or the group would
     *     fall below its minimum; {@code ScalingActivityInProgress} if it is ending already
     */
    public Activity terminate(String instanceId, boolean decrement) {
        Member member = books.members().require(instanceId);
        if (member.retained()) {
            requireNoDecrement(member, decrement);
        } else {
            requireInGroup(member);
        }
        if (decrement) {
            decrement(books.groups().require(member.group()));
        }
        lifecycle.send(member, member.journey().ending());
        return activities.latest(instanceId);
    }

    private static void requireNoDecrement(Member retained, boolean decrement) {
        if (decrement) {
            throw Refusal.of(
                    "ValidationError",
                    "The instance "
                            + retained.instanceId()
                            + " is "
                            + retained.state().wireName()
                            + " and does not count: ShouldDecrementDesiredCapacity must be false");
        }
    }

    private static void requireInGroup(Member member) {
        if (member.inPool()) {
            throw Refusal.of(
                    "ValidationError",
                    "The instance "
                            + member.instanceId()
                            + " is in a warm pool and cannot be terminated so");
        }
        if (member.journey().ends()) {
            throw Refusal.of(
                    "ScalingActivityInProgress",
                    "The instance "
                            + member.instanceId()
                            + " is already "
                            + member.state().wireName());
        }
    }

    private void decrement(Group group) {
        Sizes sizes = group.sizes();
        if (sizes.desired() == sizes.min()) {
            throw Refusal.of(
                    "ValidationError",
                    "Currently, desiredSize equals minSize ("
                            + sizes.min()
                            + "). Terminating instance without replacement will violate group's"
                            + " min size constraint. Either set shouldDecrementDesiredCapacity"
                            + " flag to false or lower group's min size.");
        }
        books.groups().change(group.withSizes(sizes.withDesired(sizes.desired() - 1)));
    }

    private static void requireEmpty(Group group, List<Member> present) {
        if (present.stream().anyMatch(GroupRules::isOnItsWay)) {
            throw Refusal.of(
                    "ScalingActivityInProgress",
                    "You cannot delete an AutoScalingGroup while there are scaling activities in"
                            + " progress for that group.");
        }
        if (!present.isEmpty() || group.warmPool().isPresent()) {
            throw Refusal.of(
                    "ResourceInUse",
                    "You cannot delete an AutoScalingGroup while there are instances or pending"
                            + " Spot instance request(s) or a warm pool still in the group.");
        }
    }

    private static boolean isOnItsWay(Member member) {
        return member.phase() != Phase.ARRIVED && !member.retained();
    }

    private String arn(String name) {
        return "arn:aws:autoscaling:"
                + AutoScaling.REGION
                + ":"
                + Ec2.OWNER_ID
                + ":autoScalingGroup:"
                + ids.uuid()
                + ":autoScalingGroupName/"
                + name;
    }
}
