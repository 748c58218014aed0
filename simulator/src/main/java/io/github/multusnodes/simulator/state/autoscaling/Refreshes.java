package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.Schedule;
import io.github.multusnodes.simulator.state.autoscaling.Refresh.Status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The instance refreshes: old instances go a few at a time, and only while enough of the group is
 * in service. Instances protected from scale-in are waited for.
 */
public final class Refreshes {

    private final Schedule schedule;
    private final Ids ids;
    private final Books books;
    private final Fleet fleet;
    private final Lifecycle lifecycle;
    private final Map<String, Refresh> byId = new LinkedHashMap<>();
    private final Set<String> planned = new HashSet<>();

    Refreshes(Schedule schedule, Ids ids, Books books, Fleet fleet, Lifecycle lifecycle) {
        this.schedule = schedule;
        this.ids = ids;
        this.books = books;
        this.fleet = fleet;
        this.lifecycle = lifecycle;
        books.members().onChange(change -> stepSoon(change.group(), Duration.ZERO));
    }

    /** The refreshes of a group, newest first. */
    public List<Refresh> of(String group) {
        return byId.values().stream()
                .filter(refresh -> refresh.group().equals(group))
                .toList()
                .reversed();
    }

    /**
     * Starts to replace a group's instances.
     *
     * @throws Refusal {@code InstanceRefreshInProgress} if one is under way
     */
    public Refresh start(String group, Refresh.Preferences preferences) {
        Group found = books.groups().require(group);
        if (active(group).isPresent()) {
            throw Refusal.of(
                    "InstanceRefreshInProgress",
                    "An Instance Refresh is already in progress and blocks the execution of this"
                            + " Instance Refresh.");
        }
        String template = fleet.template(found.source()).id();
        Set<String> old =
                books.members()
                        .of(group)
                        .filter(member -> !member.journey().ends())
                        .filter(
                                member ->
                                        !preferences.skipMatching()
                                                || !member.template().id().equals(template))
                        .map(Member::instanceId)
                        .collect(Collectors.toSet());
        Refresh refresh =
                new Refresh(
                        ids.uuid(),
                        group,
                        preferences,
                        Status.PENDING,
                        schedule.now(),
                        Optional.empty(),
                        old,
                        old.size());
        byId.put(refresh.id(), refresh);
        stepSoon(group, Duration.ZERO);
        return refresh;
    }

    /**
     * Gives up a group's refresh; what is being replaced already is replaced.
     *
     * @throws Refusal {@code ActiveInstanceRefreshNotFound} if none is under way
     */
    public Refresh cancel(String group) {
        Refresh refresh =
                active(books.groups().require(group).name())
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                "ActiveInstanceRefreshNotFound",
                                                "No in progress or pending Instance Refresh found"
                                                        + " for Auto Scaling group "
                                                        + group));
        byId.put(refresh.id(), refresh.with(Status.CANCELLING, refresh.left()));
        stepSoon(group, Duration.ZERO);
        return refresh;
    }

    private Optional<Refresh> active(String group) {
        return of(group).stream().filter(Refresh::isActive).findFirst();
    }

    private void stepSoon(String group, Duration delay) {
        if (active(group).isPresent() && (!delay.isZero() || planned.add(group))) {
            schedule.after(
                    delay,
                    () -> {
                        planned.remove(group);
                        active(group).ifPresent(this::step);
                    });
        }
    }

    private void step(Refresh refresh) {
        Optional<Group> group = books.groups().find(refresh.group());
        if (refresh.status() == Status.CANCELLING || group.isEmpty()) {
            byId.put(refresh.id(), refresh.ended(Status.CANCELLED, schedule.now()));
            return;
        }
        List<Member> old =
                books.members()
                        .of(refresh.group())
                        .filter(member -> refresh.left().contains(member.instanceId()))
                        .filter(member -> !member.journey().ends())
                        .toList();
        Refresh now =
                refresh.with(
                        Status.IN_PROGRESS,
                        old.stream().map(Member::instanceId).collect(Collectors.toSet()));
        byId.put(now.id(), now);
        int healthy = healthy(now, group.get());
        if (old.isEmpty() && healthy >= group.get().sizes().desired()) {
            byId.put(now.id(), now.ended(Status.SUCCESSFUL, schedule.now()));
        } else {
            replace(group.get(), now, old, healthy);
        }
    }

    private void replace(Group group, Refresh refresh, List<Member> old, int healthy) {
        old.stream().filter(Member::idle).forEach(this::end);
        int desired = group.sizes().desired();
        int mustStay = Math.ceilDiv(desired * refresh.preferences().minHealthyPercentage(), 100);
        int mayGo = Math.max(healthy - mustStay, healthy >= desired ? 1 : 0);
        old.stream()
                .filter(member -> member.inService() && !member.protectedFromScaleIn())
                .limit(Math.max(0, mayGo))
                .forEach(this::end);
    }

    private void end(Member member) {
        lifecycle.send(member, member.journey().ending());
    }

    /** How many instances are in service, the new ones among them for long enough. */
    private int healthy(Refresh refresh, Group group) {
        Duration warmup =
                refresh.preferences()
                        .warmup()
                        .orElse(Duration.ofSeconds(group.policy().gracePeriod()));
        int healthy = 0;
        for (Member member : books.members().of(group.name()).filter(Member::inService).toList()) {
            Instant warm = member.arrived().plus(warmup);
            if (refresh.left().contains(member.instanceId()) || !warm.isAfter(schedule.now())) {
                healthy++;
            } else {
                stepSoon(group.name(), Duration.between(schedule.now(), warm));
            }
        }
        return healthy;
    }
}
