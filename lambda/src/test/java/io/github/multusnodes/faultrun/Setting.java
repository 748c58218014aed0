package io.github.multusnodes.faultrun;

import io.github.multusnodes.faultrun.Addressing.Kind;
import io.github.multusnodes.simulator.fault.Latencies;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.LaunchEvents;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.Routes;
import io.github.multusnodes.simulator.scenario.AutoScalingSettings.UnusualEnd;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.scenario.Scenario.Throttling;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.Layout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The world that a seed gives, before its troubles.
 *
 * @param herds the node groups; all of them use the same subnets
 * @param functionTimeout of launch, terminate and sweep
 * @param sweepEvery how often each herd is swept; absent means never
 * @param repair whether sweeps mend nodes in service
 */
record Setting(
        Scenario scenario,
        Layout layout,
        Addressing addressing,
        List<Herd> herds,
        Duration functionTimeout,
        Optional<Duration> sweepEvery,
        boolean repair) {

    Setting {
        herds = List.copyOf(herds);
    }

    static Setting draw(long seed, Draw draw) {
        Kind kind = draw.of(Kind.values());
        boolean ownSubnets = kind == Kind.FROM_RESERVATION || draw.chance(0.8);
        int networks = draw.between(1, 3);
        int zones = kind == Kind.FROM_RESERVATION ? 1 : draw.between(1, 3);
        Addressing addressing =
                Addressing.of(
                        kind,
                        kind == Kind.LOWEST_FREE && ownSubnets
                                ? draw.of(24, 26, 27)
                                : draw.of(24, 26),
                        zones,
                        ownSubnets ? networks : 1);
        if (addressing.prefixLength() == 24 && ownSubnets && draw.chance(0.4)) {
            addressing = addressing.withPrefixes(zones, networks);
        }
        Duration functionTimeout = Duration.ofSeconds(draw.of(60, 150, 300));
        boolean sweeps = draw.chance(0.65);
        return new Setting(
                scenario(seed, draw, sweeps),
                layout(draw, addressing, zones, networks, ownSubnets, functionTimeout),
                addressing,
                herds(draw, kind),
                functionTimeout,
                Optional.of(Duration.ofMinutes(draw.of(1, 1, 2))).filter(_ -> sweeps),
                sweeps && draw.chance(0.5));
    }

    /** What EC2 lists later than a run may wait is for sweeps to find. */
    private static Scenario scenario(long seed, Draw draw, boolean sweeps) {
        AutoScalingSettings autoScaling =
                draw.of(AutoScalingSettings.plain(), AutoScalingSettings.realistic())
                        .withLaunchEvents(draw.of(LaunchEvents.values()))
                        .withRoutes(draw.of(Routes.values()))
                        .withTerminateHooks(UnusualEnd.ENDED_BY_EC2, draw.chance(0.3))
                        .withTerminateHooks(UnusualEnd.FAILED_LAUNCH, draw.chance(0.7));
        return Scenario.plain()
                .withSeed(seed)
                .withLatencies(draw.chance(0.8) ? Latencies.realistic() : Latencies.none())
                .withThrottling(draw.of(Throttling.NONE, Throttling.EC2))
                .withLag(draw.chance(0.5) ? Duration.ZERO : draw.seconds(0, sweeps ? 20 : 4))
                .withInstanceTimes(draw.seconds(1, 20), draw.seconds(1, 60))
                .withTerminatedVisible(Duration.ofMinutes(draw.of(1, 10, 60)))
                .withAttaching(draw.chance(0.5) ? Duration.ZERO : draw.seconds(0, 8))
                .withAutoScaling(autoScaling);
    }

    private static Layout layout(
            Draw draw,
            Addressing addressing,
            int zones,
            int networks,
            boolean ownSubnets,
            Duration functionTimeout) {
        Layout layout =
                Layout.of(zones, networks)
                        .withPrefixLength(addressing.prefixLength())
                        .withReserved(addressing.reserved().toArray(new Layout.Reserved[0]))
                        .withIpv4(addressing.ipv4())
                        .withHookTimeout(functionTimeout.plus(draw.seconds(60, 600)));
        if (!ownSubnets) {
            layout = layout.withSharedSubnets();
        }
        if (draw.chance(0.3)) {
            layout = layout.withIpv6(draw.of("{\"mode\":\"lowest-free\"}", "{\"mode\":\"auto\"}"));
        }
        if (!addressing.forPods().isEmpty()) {
            layout = layout.withPodPrefixes("{\"ipv4\":1}");
        }
        if (draw.chance(0.8)) {
            layout = layout.withTerminateHook(functionTimeout.plus(draw.seconds(60, 300)));
        }
        return draw.chance(0.3)
                ? layout.withEnvironment(
                        Map.of(
                                "MULTUS_CLUSTER",
                                Kubernetes.NAME,
                                "MULTUS_DRAIN",
                                "{\"timeoutSeconds\":60}"))
                : layout;
    }

    /** Sixteen addresses are all that networks with reservations have for their nodes. */
    private static List<Herd> herds(Draw draw, Kind kind) {
        int most = kind == Kind.FROM_RESERVATION ? 3 : 5;
        List<Herd> herds = new ArrayList<>();
        herds.add(new Herd("upf", draw.between(1, most), draw.chance(0.2) ? 1 : 0));
        if (draw.chance(0.3)) {
            herds.add(new Herd("smf", draw.between(1, 3), 0));
        }
        return herds;
    }
}
