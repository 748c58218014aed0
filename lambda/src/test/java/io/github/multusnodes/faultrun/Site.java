package io.github.multusnodes.faultrun;

import io.github.multusnodes.simulator.SdkClients;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.runtime.Delivery;
import io.github.multusnodes.simulator.runtime.Event;
import io.github.multusnodes.simulator.runtime.Mishaps;
import io.github.multusnodes.simulator.state.autoscaling.LifecycleNotice;
import io.github.multusnodes.simulator.time.VirtualTimeline;
import io.github.multusnodes.stage.Grounds;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** A setting come alive: the world, the herds' groups, their functions, and others. */
final class Site {

    private static final String OPERATOR = "operator";
    private static final Duration EVENT_LATENCY = Duration.ofMillis(500);

    private final Setting setting;
    private final World<VirtualTimeline> world;
    private final AutoScalingClient autoScaling;
    private final Grounds grounds;
    private final Mishaps mishaps;
    private final Delivery delivery;
    private final List<Crew> crews;
    private final Truth truth;
    private final Outsider outsider;
    private final Instant start;

    Site(Setting setting) {
        long seed = setting.scenario().seed();
        this.setting = setting;
        this.world = World.virtual(setting.scenario());
        SdkClients clients = new SdkClients(world.door());
        this.autoScaling = clients.autoScaling(OPERATOR);
        this.grounds =
                Grounds.make(
                        clients.ec2(OPERATOR), setting.layout(), () -> runFor(betweenMakings()));
        this.mishaps = new Mishaps(seed);
        this.delivery = new Delivery(world.timeline(), EVENT_LATENCY, mishaps, seed);
        this.crews =
                setting.herds().stream()
                        .map(herd -> new Crew(herd, world, delivery, grounds, setting))
                        .toList();
        this.truth = new Truth(world, grounds, setting);
        this.outsider = new Outsider(this, clients);
        world.autoScaling().onEvent(this::publish);
        world.kubernetes().nodesJoin(Duration.ofSeconds(30), Duration.ofMinutes(1));
        world.calls().clear();
        this.start = now();
    }

    /** Creates the groups, and begins to sweep. */
    void begin() {
        for (Crew crew : crews) {
            Herd herd = crew.herd();
            grounds.createGroup(autoScaling, setting.layout(), herd.names(), herd.desired());
            if (herd.pool() > 0) {
                autoScaling.putWarmPool(
                        r ->
                                r.autoScalingGroupName(herd.names().group())
                                        .minSize(herd.pool())
                                        .maxGroupPreparedCapacity(herd.desired() + herd.pool())
                                        .poolState("Stopped")
                                        .instanceReusePolicy(p -> p.reuseOnScaleIn(true)));
            }
            crew.startSweeping();
        }
    }

    /** Nothing goes wrong any more, and others take their hands off. */
    void calm() {
        world.faults().clear();
        outsider.retire();
    }

    void runFor(Duration duration) {
        world.timeline().runUntil(now().plus(duration));
    }

    Setting setting() {
        return setting;
    }

    World<VirtualTimeline> world() {
        return world;
    }

    Grounds grounds() {
        return grounds;
    }

    Mishaps mishaps() {
        return mishaps;
    }

    Delivery delivery() {
        return delivery;
    }

    List<Crew> crews() {
        return crews;
    }

    Truth truth() {
        return truth;
    }

    Outsider outsider() {
        return outsider;
    }

    Instant start() {
        return start;
    }

    Instant now() {
        return world.timeline().now();
    }

    /** Whether a moment lies in a span of this run. */
    Predicate<Instant> within(Duration from, Duration length) {
        Instant first = start.plus(from);
        return now -> !now.isBefore(first) && now.isBefore(first.plus(length));
    }

    /** Whether it is one of our functions that calls. */
    boolean isFunction(String caller) {
        return crews.stream().anyMatch(crew -> caller.startsWith(crew.herd().prefix()));
    }

    private void publish(LifecycleNotice notice) {
        delivery.publish(Event.of(notice));
    }

    /** Readers have to see what was made, and EC2 takes one CIDR reservation a second. */
    private Duration betweenMakings() {
        Duration second = Duration.ofSeconds(1);
        Duration lag = setting.scenario().mostLag();
        return lag.compareTo(second) > 0 ? lag : second;
    }
}
