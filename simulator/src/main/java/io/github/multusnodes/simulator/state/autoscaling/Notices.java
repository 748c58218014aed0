package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.ec2.Ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends lifecycle events to whoever listens. */
final class Notices {

    private final Schedule schedule;
    private final Ids ids;
    private final AutoScalingSettings settings;
    private final Groups groups;
    private final List<Consumer<LifecycleNotice>> listeners = new ArrayList<>();

    Notices(Schedule schedule, Ids ids, AutoScalingSettings settings, Groups groups) {
        this.schedule = schedule;
        this.ids = ids;
        this.settings = settings;
        this.groups = groups;
    }

    void onEvent(Consumer<LifecycleNotice> listener) {
        listeners.add(listener);
    }

    /** Tells that an instance waits for a hook. */
    void send(Member member, Hook hook, String token) {
        Group group = groups.require(member.group());
        boolean tellsRoute =
                settings.routes() == AutoScalingSettings.Routes.ALWAYS
                        || group.warmPool().isPresent();
        Optional<Journey> route = Optional.of(member.journey()).filter(_ -> tellsRoute);
        LifecycleNotice notice =
                new LifecycleNotice(
                        ids.uuid(),
                        schedule.now(),
                        AutoScaling.REGION,
                        Ec2.OWNER_ID,
                        group.arn(),
                        token,
                        group.name(),
                        hook.name(),
                        member.instanceId(),
                        hook.transition(),
                        hook.metadata(),
                        route.map(Journey::origin),
                        route.map(Journey::destination));
        listeners.forEach(listener -> listener.accept(notice));
    }
}
