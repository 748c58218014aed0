package io.github.multusnodes.faultrun;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.runtime.AsyncSettings;
import io.github.multusnodes.simulator.runtime.Delivery;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.Rule;
import io.github.multusnodes.simulator.runtime.ScheduledRule;
import io.github.multusnodes.simulator.runtime.Target;
import io.github.multusnodes.simulator.time.VirtualTimeline;
import io.github.multusnodes.stage.Functions;
import io.github.multusnodes.stage.Grounds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of one herd, with the rules that bring them their events. */
final class Crew {

    private final Herd herd;
    private final Functions functions;
    private final Delivery delivery;
    private int sweeps;
    private final Optional<ScheduledRule> schedule;

    Crew(
            Herd herd,
            World<VirtualTimeline> world,
            Delivery delivery,
            Grounds grounds,
            Setting setting) {
        this.herd = herd;
        Grounds.Names names = herd.names();
        Map<String, String> variables = new HashMap<>(setting.layout().environment());
        variables.put("MULTUS_NODE_GROUP", herd.nodeGroup());
        variables.put("MULTUS_AUTO_SCALING_GROUPS", names.group());
        variables.put("MULTUS_LAUNCH_HOOK", names.launchHook());
        variables.put("MULTUS_TERMINATE_HOOK", names.terminateHook());
        variables.put("MULTUS_NETWORKS", grounds.networksJson(setting.layout()));
        variables.put("MULTUS_SWEEP", "{\"repair\":%b}".formatted(setting.repair()));
        this.functions = new Functions(world, herd.prefix(), setting.functionTimeout(), variables);
        this.delivery = delivery;
        Target sweep = new Target(functions.sweep(), once());
        String rule = herd.prefix() + "sweep";
        this.schedule = setting.sweepEvery().map(every -> delivery.schedule(rule, every, sweep));
        delivery.add(Rule.forHook(rule, ScheduledRule.DETAIL_TYPE, sweep));
        delivery.add(
                Rule.forHook(
                        names.launchHook(),
                        "EC2 Instance-launch Lifecycle Action",
                        new Target(functions.launch(), AsyncSettings.usual())));
        delivery.add(
                Rule.forHook(
                        names.terminateHook(),
                        "EC2 Instance-terminate Lifecycle Action",
                        new Target(functions.terminate(), AsyncSettings.usual())));
    }

    Herd herd() {
        return herd;
    }

    void startSweeping() {
        schedule.ifPresent(ScheduledRule::start);
    }

    /** Sweeps once more, beside the schedule. */
    void sweepNow() {
        String rule = herd.prefix() + "sweep";
        delivery.publish(new Event(rule + ++sweeps, ScheduledRule.DETAIL_TYPE, rule, "{}"));
    }

    /** What its functions have logged. */
    List<String> lines() {
        return functions.lines();
    }

    /** As deployed: the next sweep is soon enough. */
    private static AsyncSettings once() {
        return AsyncSettings.usual().withRetries(0);
    }
}
