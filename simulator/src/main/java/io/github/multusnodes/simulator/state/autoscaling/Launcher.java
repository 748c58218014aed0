package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.ec2.Instance;
import io.github.multusnodes.simulator.state.ec2.LaunchTemplate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Launches instances for groups, spread over their zones, and less often when that fails. */
final class Launcher {

    private final Schedule schedule;
    private final Books books;
    private final Fleet fleet;
    private final Lifecycle lifecycle;
    private final Activities activities;
    private final LaunchBackoff backoff;

    Launcher(
            Schedule schedule,
            Books books,
            Fleet fleet,
            Lifecycle lifecycle,
            Activities activities,
            LaunchBackoff backoff) {
        this.schedule = schedule;
        this.books = books;
        this.fleet = fleet;
        this.lifecycle = lifecycle;
        this.activities = activities;
        this.backoff = backoff;
    }

    /**
     * Launches so many instances, or none while the group has to wait, or fewer if EC2 refuses.
     *
     * @return whether all were launched
     */
    boolean launch(Group group, Journey journey, int count) {
        for (int i = 0; i < count; i++) {
            if (!backoff.left(group.name()).isZero() || !launchOne(group, journey)) {
                return false;
            }
        }
        return true;
    }

    /** How long the group has to wait before it may launch again. */
    Duration left(Group group) {
        return backoff.left(group.name());
    }

    private boolean launchOne(Group group, Journey journey) {
        Instant now = schedule.now();
        List<Member> present =
                books.members().of(group.name()).filter(m -> !m.journey().ends()).toList();
        Group.Subnet subnet = Placement.next(group, present);
        try {
            Instance instance = fleet.launch(group, subnet.id());
            LaunchTemplate template = fleet.template(group.source());
            lifecycle.begin(
                    new Member(
                            instance.id(),
                            group.name(),
                            subnet,
                            instance.type(),
                            new Member.Template(
                                    template.id(),
                                    template.name(),
                                    group.source().version(),
                                    template.created()),
                            journey.start(),
                            journey,
                            Member.Phase.STARTING,
                            true,
                            false,
                            now,
                            now));
            return true;
        } catch (Refusal refusal) {
            activities.launchRefused(group.name(), refusal);
            backoff.failed(group.name(), now);
            return false;
        }
    }
}
