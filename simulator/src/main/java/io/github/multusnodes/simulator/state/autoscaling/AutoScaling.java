package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Register;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.ec2.Ec2;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Auto Scaling of one account in one Region. For one thread: whoever calls holds the world's lock,
 * but for {@link #onEvent} and {@link #onTransition}, which are called before anything happens.
 */
public final class AutoScaling {

    /** The Region everything is in. */
    public static final String REGION = "us-west-2";

    private final Books books;
    private final Notices notices;
    private final Activities activities;
    private final Refreshes refreshes;
    private final HealthChecks healthChecks;
    private final GroupRules groupRules;
    private final HookRules hookRules;

    public AutoScaling(Timeline timeline, Schedule schedule, Ids ids, Scenario scenario, Ec2 ec2) {
        Random random = new Random(~scenario.seed());
        long most = scenario.mostLag().toNanos();
        Supplier<Duration> lag =
                () -> most == 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(most + 1));
        this.books =
                new Books(
                        new Groups(new Register<>(timeline, lag)),
                        new Hooks(new Register<>(timeline, lag)),
                        new Members(schedule, new Register<>(timeline, lag)),
                        new LifecycleActions(schedule, ids));
        AutoScalingSettings settings = scenario.autoScaling();
        Fleet fleet = new Fleet(ec2);
        this.notices = new Notices(schedule, ids, settings, books.groups());
        this.activities = new Activities(schedule, ids, books.members());
        LaunchBackoff backoff = new LaunchBackoff(schedule, settings);
        Lifecycle lifecycle = new Lifecycle(schedule, settings, books, fleet, notices, backoff);
        this.healthChecks = new HealthChecks(schedule, settings, books, fleet, lifecycle);
        Launcher launcher = new Launcher(schedule, books, fleet, lifecycle, activities, backoff);
        new Capacity(schedule, settings, books, lifecycle, launcher).watch();
        this.refreshes = new Refreshes(schedule, ids, books, fleet, lifecycle);
        this.groupRules = new GroupRules(schedule, ids, books, fleet, lifecycle, activities);
        this.hookRules = new HookRules(books);
    }

    /**
     * Tells every lifecycle event, under the world's lock: the listener must not wait, but may plan
     * things on the timeline.
     */
    public void onEvent(Consumer<LifecycleNotice> listener) {
        notices.onEvent(listener);
    }

    /** Tells every change of an instance's lifecycle state, under the world's lock. */
    public void onTransition(Consumer<StateChange> observer) {
        books.members().onChange(observer);
    }

    /** The groups. */
    public Groups groups() {
        return books.groups();
    }

    /** The instances of the groups. */
    public Members members() {
        return books.members();
    }

    /** The lifecycle hooks. */
    public Hooks hooks() {
        return books.hooks();
    }

    /** What groups did. */
    public Activities activities() {
        return activities;
    }

    /** The instance refreshes. */
    public Refreshes refreshes() {
        return refreshes;
    }

    /** The health of the instances. */
    public HealthChecks healthChecks() {
        return healthChecks;
    }

    /** Changes to groups, their sizes and their instances. */
    public GroupRules groupRules() {
        return groupRules;
    }

    /** Changes to hooks, and answers to what waits for them. */
    public HookRules hookRules() {
        return hookRules;
    }
}
