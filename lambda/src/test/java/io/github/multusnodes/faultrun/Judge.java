package io.github.multusnodes.faultrun;

import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleState;
import io.github.multusnodes.simulator.state.autoscaling.StateChange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What must hold once nothing goes wrong any more, and when that is. */
final class Judge {

    /** A group that failed often waits up to a quarter of an hour before it tries again. */
    private static final Duration PATIENCE = Duration.ofHours(4);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Set<LifecycleState> SETTLED =
            EnumSet.of(
                    LifecycleState.IN_SERVICE,
                    LifecycleState.WARMED_STOPPED,
                    LifecycleState.WARMED_RUNNING);

    private final Site site;
    private final Watch watch;

    Judge(Site site, Watch watch) {
        this.site = site;
        this.watch = watch;
    }

    /**
     * Lets time go on until all is as it should be, something forbidden happens, or patience ends;
     * what is not right then.
     */
    List<String> await() {
        List<String> problems = problems();
        for (Duration waited = Duration.ZERO;
                !problems.isEmpty()
                        && watch.violations().isEmpty()
                        && waited.compareTo(PATIENCE) < 0;
                waited = waited.plus(MINUTE)) {
            site.runFor(MINUTE);
            problems = problems();
        }
        return problems.isEmpty() ? restlessness() : problems;
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Herd herd : site.setting().herds()) {
            int serving = site.truth().membersIn(herd, LifecycleState.IN_SERVICE).size();
            if (serving != site.outsider().desired(herd)) {
                problems.add(
                        herd.nodeGroup()
                                + " has "
                                + serving
                                + " nodes in service instead of "
                                + site.outsider().desired(herd));
            }
            site.truth()
                    .members(herd)
                    .filter(member -> !SETTLED.contains(member.to()))
                    .forEach(member -> problems.add("still on its way: " + member));
            site.truth()
                    .members(herd)
                    .map(StateChange::instanceId)
                    .forEach(id -> problems.addAll(site.truth().problems(herd, id)));
            problems.addAll(site.truth().leftOvers(herd));
        }
        return problems;
    }

    /** Where all is right, nobody has anything to do. */
    private List<String> restlessness() {
        Duration sweeps =
                site.setting().sweepEvery().map(every -> every.multipliedBy(2)).orElse(MINUTE);
        site.runFor(site.setting().scenario().mostLag().plus(MINUTE));
        int before = changes().size();
        site.runFor(sweeps.plus(MINUTE));
        return changes().stream()
                .skip(before)
                .map(call -> "all was right, but " + call.call() + " " + call.outcome())
                .toList();
    }

    private List<RecordedCall> changes() {
        return site.world().calls().changing().stream()
                .filter(call -> site.isFunction(call.call().caller()))
                .toList();
    }
}
