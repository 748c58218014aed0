package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.autoscaling.Activity.Status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The history of what groups did, told from the states their instances went through. */
public final class Activities {

    private final Schedule schedule;
    private final Ids ids;
    private final Map<String, Activity> byId = new LinkedHashMap<>();

    Activities(Schedule schedule, Ids ids, Members members) {
        this.schedule = schedule;
        this.ids = ids;
        members.onChange(this::follow);
    }

    /** All activities, newest first. */
    public List<Activity> newestFirst() {
        return List.copyOf(byId.values()).reversed();
    }

    /** The newest activity about an instance. */
    Activity latest(String instanceId) {
        return newestFirst().stream()
                .filter(activity -> activity.instanceId().stream().anyMatch(instanceId::equals))
                .findFirst()
                .orElseThrow();
    }

    void launchRefused(String group, Refusal refusal) {
        put(
                new Activity(
                        ids.uuid(),
                        group,
                        Optional.empty(),
                        "Launching a new EC2 instance.  Status Reason: "
                                + refusal.text()
                                + " Launching EC2 instance failed.",
                        "The group was below its desired capacity.",
                        schedule.now(),
                        Optional.of(schedule.now()),
                        Status.FAILED,
                        Optional.of(refusal.text())));
    }

    private void follow(StateChange change) {
        switch (change.to()) {
            case PENDING ->
                    open(
                            change,
                            change.from().isPresent()
                                    ? "Launching a new EC2 instance from warm pool: "
                                    : "Launching a new EC2 instance: ");
            case WARMED_PENDING ->
                    open(
                            change,
                            change.from().isPresent()
                                    ? "Returning EC2 instance to warm pool: "
                                    : "Launching a new EC2 instance into warm pool: ");
            case TERMINATING -> open(change, "Terminating EC2 instance: ");
            case WARMED_TERMINATING -> open(change, "Terminating EC2 instance from warm pool: ");
            case PENDING_WAIT, TERMINATING_WAIT, WARMED_PENDING_WAIT, WARMED_TERMINATING_WAIT ->
                    update(change, activity -> activity.with(Status.MID_LIFECYCLE_ACTION));
            case PENDING_PROCEED,
                    TERMINATING_PROCEED,
                    WARMED_PENDING_PROCEED,
                    WARMED_TERMINATING_PROCEED ->
                    update(change, activity -> activity.with(Status.IN_PROGRESS));
            case TERMINATING_RETAINED, WARMED_PENDING_RETAINED, WARMED_TERMINATING_RETAINED ->
                    update(change, activity -> activity.ended(Status.CANCELLED, change.at()));
            case IN_SERVICE,
                    TERMINATED,
                    WARMED_TERMINATED,
                    WARMED_STOPPED,
                    WARMED_RUNNING,
                    WARMED_HIBERNATED ->
                    update(change, activity -> activity.ended(Status.SUCCESSFUL, change.at()));
        }
    }

    private void open(StateChange change, String description) {
        update(change, earlier -> earlier.ended(Status.CANCELLED, change.at()));
        put(
                new Activity(
                        ids.uuid(),
                        change.group(),
                        Optional.of(change.instanceId()),
                        description + change.instanceId(),
                        "The group keeps its desired capacity.",
                        change.at(),
                        Optional.empty(),
                        Status.IN_PROGRESS,
                        Optional.empty()));
    }

    private void update(StateChange change, UnaryOperator<Activity> step) {
        byId.values().stream()
                .filter(Activity::isOpen)
                .filter(a -> a.instanceId().stream().anyMatch(change.instanceId()::equals))
                .toList()
                .forEach(activity -> put(step.apply(activity)));
    }

    private void put(Activity activity) {
        byId.put(activity.id(), activity);
    }
}
