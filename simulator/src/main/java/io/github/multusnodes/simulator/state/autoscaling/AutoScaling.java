package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Register;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.ec2.Ec2;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Auto Scaling of one account in one Region. Everything is called under the world's lock, but for
 * {@link #onEvent} and {@link #onTransition}, which are called before time begins.
 */
public final class AutoScaling {

    /** The Region everything is in. */
    public static final String REGION = "us-west-2";

    private final Ids ids;
    private final Schedule schedule;
    private final Books books;
    private final Fleet fleet;
    private final Notices notices;
    private final Lifecycle lifecycle;
    private final Activities activities;
    private final Refreshes refreshes;

    public AutoScaling(
            Schedule schedule, Ids ids, AutoScalingSettings settings, Registers registers, Ec2 ec2) {
        this.ids = ids;
        this.schedule = schedule;
        this.books =
                new Books(
                        new Groups(registers.create()),
                        new Hooks(registers.create()),
                        new Members(schedule, registers.create()),
                        new LifecycleActions(schedule, ids));
        this.fleet = new Fleet(ec2);
        this.notices = new Notices(schedule, ids, settings, books.groups());
        this.activities = new Activities(schedule, ids, books.members());
        LaunchBackoff backoff = new LaunchBackoff(schedule, settings);
        this.lifecycle = new Lifecycle(schedule, settings, books, fleet, notices, backoff);
        Launcher launcher =
                new Launcher(schedule, books, fleet, lifecycle, activities, backoff);
        new Capacity(schedule, settings, books, lifecycle, launcher);
        this.refreshes = new Refreshes(schedule, ids, books, fleet, lifecycle);
    }
}
