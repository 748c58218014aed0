package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.LaunchEvents;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.UnusualEnd;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.autoscaling.Member.Phase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes instances along their journeys: past hooks, through states, together with EC2. */
final class Lifecycle {

    private final Schedule schedule;
    private final AutoScalingSettings settings;
    private final Books books;
    private final Fleet fleet;
    private final Notices notices;
    private final LaunchBackoff backoff;

    Lifecycle(
            Schedule schedule,
            AutoScalingSettings settings,
            Books books,
            Fleet fleet,
            Notices notices,
            LaunchBackoff backoff) {
        this.schedule = schedule;
        this.settings = settings;
        this.books = books;
        this.fleet = fleet;
        this.notices = notices;
        this.backoff = backoff;
        books.actions().onAnswer(this::answered);
        fleet.onChange(this::ec2Changed);
    }

    /** Takes in an instance that was just launched. */
    void begin(Member fresh) {
        books.members().put(fresh);
        meetHooksIfReady(fresh);
    }

    /** Sends an instance on a journey; where it was before does not count any more. */
    void send(Member member, Journey journey) {
        books.actions().cancelAll(member.instanceId());
        Member started = member.on(journey);
        books.members().put(started);
        if (journey == Journey.OUT_OF_POOL
                && fleet.state(member.instanceId()) == Fleet.State.STOPPED) {
            fleet.start(member.instanceId());
        }
        if (journey.launches()) {
            meetHooksIfReady(started);
        } else {
            meetHooks(started);
        }
    }

    /** Ends an instance in an unusual way: past its hooks only if the settings say so. */
    void end(Member member, UnusualEnd why) {
        if (settings.hooked().contains(why)) {
            send(member, member.journey().ending());
        } else {
            endAtOnce(member);
        }
    }

    /** Ends an instance that broke. */
    void replace(Member broken) {
        boolean launching = broken.launching();
        if (launching) {
            backoff.failed(broken.group(), broken.launched());
        }
        if (fleet.isGone(broken.instanceId())) {
            end(broken, UnusualEnd.ENDED_BY_EC2);
        } else if (launching) {
            end(broken, UnusualEnd.FAILED_LAUNCH);
        } else {
            send(broken, broken.journey().ending());
        }
    }

    private void endAtOnce(Member member) {
        books.actions().cancelAll(member.instanceId());
        Member started = member.on(member.journey().ending());
        books.members().put(started);
        arrive(started);
    }

    private void meetHooksIfReady(Member member) {
        boolean ready =
                switch (fleet.state(member.instanceId())) {
                    case RUNNING -> true;
                    case STARTING -> settings.launchEvents() == LaunchEvents.WHILE_PENDING;
                    case STOPPING, STOPPED, ENDING, ENDED -> false;
                };
        if (ready) {
            meetHooks(member);
        }
    }

    private void meetHooks(Member member) {
        Journey journey = member.journey();
        List<Hook> hooks = books.hooks().of(member.group(), journey.transition());
        if (hooks.isEmpty()) {
            proceed(member, journey.start(), Duration.ZERO);
            return;
        }
        Member waiting = member.at(Phase.WAITING, journey.waiting());
        books.members().put(waiting);
        for (Hook hook : hooks) {
            String token = books.actions().start(member.instanceId(), hook);
            notices.send(waiting, hook, token);
        }
    }

    private void answered(String instanceId, HookResult result) {
        Member member = books.members().find(instanceId).orElseThrow();
        if (result == HookResult.ABANDON) {
            abandon(member);
        } else if (!books.actions().anyOf(instanceId)) {
            proceed(member, member.journey().proceeding(), settings.proceeding());
        }
    }

    private void abandon(Member member) {
        books.actions().cancelAll(member.instanceId());
        if (member.journey().launches()) {
            backoff.failed(member.group(), member.launched());
            end(member, UnusualEnd.FAILED_LAUNCH);
        } else if (books.groups().require(member.group()).policy().retainOnAbandon()) {
            books.members().put(member.asRetained());
        } else {
            proceed(member, member.journey().proceeding(), settings.proceeding());
        }
    }

    private void proceed(Member member, LifecycleState shown, Duration pace) {
        Member proceeding = member.at(Phase.PROCEEDING, shown);
        books.members().put(proceeding);
        schedule.after(
                pace,
                () ->
                        books.members()
                                .find(member.instanceId())
                                .filter(proceeding::isWhere)
                                .ifPresent(this::arrive));
    }

    private void arrive(Member member) {
        Member arriving = member.at(Phase.ARRIVING, member.state());
        books.members().put(arriving);
        switch (member.journey()) {
            case LAUNCH, OUT_OF_POOL -> enterService(arriving);
            case INTO_POOL, BACK_TO_POOL -> enterPool(arriving);
            case TERMINATE, TERMINATE_FROM_POOL -> leave(arriving);
        }
    }

    private void enterService(Member member) {
        if (fleet.state(member.instanceId()) == Fleet.State.RUNNING) {
            backoff.succeeded(member.group());
            boolean guarded =
                    books.groups().require(member.group()).policy().newInstancesProtected();
            books.members()
                    .put(member.arrivedAs(LifecycleState.IN_SERVICE, guarded, schedule.now()));
        }
    }

    private void enterPool(Member member) {
        Optional<WarmPool> pool = books.groups().require(member.group()).warmPool();
        if (pool.filter(found -> !found.deleting()).isEmpty()) {
            send(member, Journey.TERMINATE_FROM_POOL);
            return;
        }
        WarmPool.Keep keep = pool.get().keep();
        Fleet.State state = fleet.state(member.instanceId());
        Fleet.State wanted =
                keep == WarmPool.Keep.RUNNING ? Fleet.State.RUNNING : Fleet.State.STOPPED;
        if (state == wanted) {
            books.members().put(member.arrivedAs(keep.state(), false, schedule.now()));
        } else if (state == Fleet.State.RUNNING) {
            fleet.stop(member.instanceId());
        }
    }

    private void leave(Member member) {
        if (fleet.state(member.instanceId()) != Fleet.State.ENDED) {
            fleet.terminate(member.instanceId());
            return;
        }
        LifecycleState last =
                member.journey() == Journey.TERMINATE
                        ? LifecycleState.TERMINATED
                        : LifecycleState.WARMED_TERMINATED;
        books.members().put(member.at(Phase.ARRIVED, last));
        books.members().remove(member.instanceId());
    }

    private void ec2Changed(String instanceId) {
        books.members()
                .find(instanceId)
                .ifPresent(member -> ec2Changed(member, fleet.state(instanceId)));
    }

    private void ec2Changed(Member member, Fleet.State state) {
        if (member.journey().ends()) {
            if (state == Fleet.State.ENDED
                    && (member.phase() == Phase.ARRIVING || member.retained())) {
                leave(member);
            }
        } else if (member.phase() == Phase.STARTING) {
            meetHooksIfReady(member);
        } else if (member.phase() == Phase.ARRIVING) {
            arrive(member);
        }
    }
}
