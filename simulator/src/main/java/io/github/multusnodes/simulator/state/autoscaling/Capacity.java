package io.github.multusnodes.simulator.state.autoscaling;

import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.state.Schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps every group, and its warm pool, at the size it should have. */
final class Capacity {

    private final Schedule schedule;
    private final AutoScalingSettings settings;
    private final Books books;
    private final Lifecycle lifecycle;
    private final Launcher launcher;
    private final Set<String> planned = new HashSet<>();
    private final Set<String> retrying = new HashSet<>();

    Capacity(
            Schedule schedule,
            AutoScalingSettings settings,
            Books books,
            Lifecycle lifecycle,
            Launcher launcher) {
        this.schedule = schedule;
        this.settings = settings;
        this.books = books;
        this.lifecycle = lifecycle;
        this.launcher = launcher;
    }

    /** Acts on every change from now on. */
    void watch() {
        books.groups().onChange(group -> evaluateSoon(group.name()));
        books.members().onChange(change -> evaluateSoon(change.group()));
    }

    private void evaluateSoon(String group) {
        if (planned.add(group)) {
            schedule.after(
                    settings.evaluation(),
                    () -> {
                        planned.remove(group);
                        books.groups().find(group).ifPresent(this::evaluate);
                    });
        }
    }

    private void evaluate(Group group) {
        List<Member> present = books.members().of(group.name()).toList();
        if (group.deleting()) {
            if (present.isEmpty()) {
                books.hooks().removeAll(group.name());
                books.groups().remove(group);
            }
            return;
        }
        List<Member> counting = present.stream().filter(Member::counts).toList();
        int missing = group.sizes().desired() - counting.size();
        if (missing > 0) {
            grow(group, present, missing);
        } else {
            shrink(group, counting, -missing);
        }
        group.warmPool().ifPresent(pool -> tend(group, pool));
    }

    private void grow(Group group, List<Member> present, int missing) {
        List<Member> ready = present.stream().filter(Member::idle).limit(missing).toList();
        ready.forEach(member -> lifecycle.send(member, Journey.OUT_OF_POOL));
        launch(group, Journey.LAUNCH, missing - ready.size());
    }

    private void shrink(Group group, List<Member> counting, int surplus) {
        List<Member> left = new ArrayList<>(counting);
        for (int i = 0; i < surplus; i++) {
            Optional<Member> goes = Placement.first(group, left);
            goes.ifPresent(
                    member -> {
                        left.remove(member);
                        lifecycle.send(member, wayOut(group, member));
                    });
        }
    }

    private static Journey wayOut(Group group, Member member) {
        boolean reused =
                member.inService()
                        && group.warmPool()
                                .filter(pool -> pool.reuseOnScaleIn() && !pool.deleting())
                                .isPresent();
        return reused ? Journey.BACK_TO_POOL : Journey.TERMINATE;
    }

    private void tend(Group group, WarmPool pool) {
        List<Member> inPool = books.members().of(group.name()).filter(Member::inPool).toList();
        if (pool.deleting() && inPool.isEmpty()) {
            books.groups().put(group.withWarmPool(Optional.empty()));
            return;
        }
        List<Member> pooled = inPool.stream().filter(Member::pooled).toList();
        int missing = pool.wanted(group.sizes()) - pooled.size();
        launch(group, Journey.INTO_POOL, missing);
        pooled.stream()
                .sorted(Comparator.comparing(Member::idle).reversed())
                .limit(Math.max(0, -missing))
                .forEach(member -> lifecycle.send(member, Journey.TERMINATE_FROM_POOL));
    }

    private void launch(Group group, Journey journey, int count) {
        if (!launcher.launch(group, journey, count) && retrying.add(group.name())) {
            Duration wait = launcher.left(group);
            schedule.after(
                    wait,
                    () -> {
                        retrying.remove(group.name());
                        evaluateSoon(group.name());
                    });
        }
    }
}
