package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Schedule;

import java.time.Duration;

/** Has instances replaced that broke or were called unhealthy, some time after it happened. */
public final class HealthChecks {

    private final Schedule schedule;
    private final AutoScalingSettings settings;
    private final Books books;
    private final Fleet fleet;
    private final Lifecycle lifecycle;

    HealthChecks(
            Schedule schedule,
            AutoScalingSettings settings,
            Books books,
            Fleet fleet,
            Lifecycle lifecycle) {
        this.schedule = schedule;
        this.settings = settings;
        this.books = books;
        this.fleet = fleet;
        this.lifecycle = lifecycle;
        fleet.onChange(this::ec2Changed);
    }

    /**
     * Says whether an instance in service, or retained, is healthy; a retained one stays retained.
     *
     * @param respectGracePeriod whether "unhealthy" is not heard while the group's grace period
     *     lasts
     * @throws Refusal {@code ValidationError} if no group has the instance, or it is in another
     *     state: that is not modelled
     */
    public void set(String instanceId, boolean healthy, boolean respectGracePeriod) {
        Member member = books.members().require(instanceId);
        if (!member.inService() && !member.retained()) {
            throw Refusal.of(
                    "ValidationError",
                    "The instance "
                            + instanceId
                            + " is "
                            + member.state().wireName()
                            + ": the simulator models SetInstanceHealth for instances that are"
                            + " InService or retained");
        }
        if (healthy || !respectGracePeriod || !inGracePeriod(member)) {
            books.members().put(member.withHealth(healthy));
            checkLater(instanceId);
        }
    }

    private boolean inGracePeriod(Member member) {
        int seconds = books.groups().require(member.group()).policy().gracePeriod();
        return member.arrived().plus(Duration.ofSeconds(seconds)).isAfter(schedule.now());
    }

    private void ec2Changed(String instanceId) {
        books.members()
                .find(instanceId)
                .filter(this::isLost)
                .ifPresent(_ -> checkLater(instanceId));
    }

    private void checkLater(String instanceId) {
        schedule.after(
                settings.noticing(), () -> books.members().find(instanceId).ifPresent(this::check));
    }

    private void check(Member member) {
        if (!member.journey().ends() && (isLost(member) || !member.healthy())) {
            Member broken = member.withHealth(false);
            books.members().put(broken);
            lifecycle.replace(broken);
        }
    }

    private boolean isLost(Member member) {
        return switch (fleet.state(member.instanceId())) {
            case ENDING, ENDED -> true;
            case STOPPING, STOPPED -> !member.pooled();
            case STARTING, RUNNING -> false;
        };
    }
}
