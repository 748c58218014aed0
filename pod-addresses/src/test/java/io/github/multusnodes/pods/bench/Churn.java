package io.github.multusnodes.pods.bench;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.pods.agent.Pace;
import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.AgentProcess;
import io.github.multusnodes.pods.stage.ClusterPods;
import io.github.multusnodes.pods.stage.NodesStage;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.fault.TokenBuckets;
import io.github.multusnodes.simulator.scenario.Scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Pods that come and go on nodes with agents, in virtual time: EC2 throttles, shows changes late,
 * and metadata later; watches lag, and some of their notices are lost; agents are ended and killed,
 * and started anew.
 */
final class Churn {

    private static final Duration WARM_UP = Duration.ofMinutes(5);

    /** Longer than a grace time, a pause between releases and a lost notice together. */
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private static final TokenBuckets.Rate LEFT_BY_OTHERS = new TokenBuckets.Rate(20, 2);

    private final NodesStage stage;
    private final Lives lives;
    private final Terms terms;
    private final List<AgentProcess> agents;
    private final Population population;
    private final Random chance;
    private final Instant from;
    private final Instant to;

    /**
     * What is run.
     *
     * @param meanLife of a pod
     */
    record Size(int nodes, int pods, Duration time, Duration meanLife, long seed) {}

    private Churn(Size size) {
        Scenario scenario =
                Scenario.realistic()
                        .withSeed(size.seed())
                        .withMetadataLag(Duration.ofSeconds(2))
                        .withLag(Duration.ofSeconds(3))
                        .withThrottling(
                                Scenario.Throttling.EC2
                                        .with("AssignPrivateIpAddresses", LEFT_BY_OTHERS)
                                        .with("UnassignPrivateIpAddresses", LEFT_BY_OTHERS));
        stage = NodesStage.openLarge(scenario, size.nodes());
        chance = new Random(size.seed());
        lives = new Lives(stage);
        ClusterPods cluster =
                new ClusterPods(stage.time(), size.seed(), Duration.ofSeconds(1), 0.005);
        terms =
                Terms.usual(
                        new Rules(true, Map.of(Family.IPV4, 50, Family.IPV6, 50)),
                        List.of(
                                Cidr.parse("10.0.20.0/22"), Cidr.parse("10.0.24.0/21"),
                                Cidr.parse("10.0.36.0/22"), Cidr.parse("10.0.40.0/21")));
        agents =
                IntStream.rangeClosed(1, size.nodes())
                        .mapToObj(node -> new AgentProcess(stage, cluster, node, terms).start())
                        .toList();
        population =
                new Population(
                        stage, cluster, lives, chance, size.nodes(), size.pods(), size.meanLife());
        pass(WARM_UP);
        from = stage.time().now();
        to = from.plus(size.time());
        agents.forEach(agent -> restarts(agent, size.time()));
        pass(size.time());
        population.end();
    }

    /** Two for each agent, at some time. */
    private void restarts(AgentProcess agent, Duration time) {
        for (int i = 0; i < 2; i++) {
            boolean killed = i == 0;
            Duration at = Duration.ofMillis(chance.nextLong(time.toMillis()));
            Duration away = Duration.ofMillis(3000 + chance.nextInt(17_000));
            stage.world()
                    .timeline()
                    .after(
                            at,
                            () -> {
                                if (killed) {
                                    agent.kill();
                                } else {
                                    agent.stop();
                                }
                            });
            stage.world().timeline().after(at.plus(away), agent::start);
        }
    }

    private void pass(Duration time) {
        Instant end = stage.time().now().plus(time);
        while (stage.time().now().isBefore(end)) {
            stage.time().pause(Duration.ofSeconds(1));
            lives.look();
        }
    }

    static Outcome run(Size size) {
        Churn churn = new Churn(size);
        churn.pass(SETTLING);
        return churn.outcome();
    }

    /**
     * How it went.
     *
     * @param told addresses of pods that came
     * @param released addresses that were taken from an interface while a pod of its node had them
     * @param lostSeconds for how long addresses of pods were not in their place any more
     * @param missing at the end
     * @param waited from when Multus told until the address was on its interface, in order
     * @param confirmed from when Multus told of a pod until its agent told that it is routable
     * @param least changes of addresses
     * @param made calls by action that EC2 let through
     * @param refused likewise, but did not
     */
    record Outcome(
            int told,
            List<String> released,
            int lostSeconds,
            int missing,
            List<Duration> waited,
            List<Duration> confirmed,
            Least least,
            Map<String, Integer> made,
            Map<String, Integer> refused,
            int leftOver) {

        int changes() {
            return made.entrySet().stream()
                    .filter(its -> !its.getKey().startsWith("Describe"))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        double ratio() {
            return changes() / (double) (least.assignments() + least.releases());
        }
    }

    private Outcome outcome() {
        Map<String, Integer> made = new HashMap<>();
        Map<String, Integer> refused = new HashMap<>();
        for (RecordedCall call : stage.world().calls().all()) {
            if (!call.at().isBefore(from) && call.at().isBefore(to)) {
                (call.tookEffect() ? made : refused).merge(call.call().action(), 1, Integer::sum);
            }
        }
        List<Life> counted = lives.all().stream().filter(its -> isCounted(its.told())).toList();
        Map<String, Instant> told = new HashMap<>();
        counted.forEach(life -> told.put(life.uid(), life.told()));
        return new Outcome(
                counted.size(),
                lives.released(),
                lives.lostSeconds(),
                lives.missing().size(),
                counted.stream().flatMap(life -> life.waited().stream()).sorted().toList(),
                agents.stream()
                        .flatMap(agent -> agent.reports().routable().stream())
                        .filter(its -> told.containsKey(its.pod().uid()))
                        .map(
                                its ->
                                        Duration.between(
                                                told.getOrDefault(its.pod().uid(), its.at()),
                                                its.at()))
                        .sorted()
                        .toList(),
                Least.of(lives.all(), from, to, Pace.usual().gathering(), terms.releaseAfter()),
                made,
                refused,
                leftOver());
    }

    private boolean isCounted(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Addresses besides the primary ones on all interfaces, less those of pods. */
    private int leftOver() {
        int held =
                agents.stream()
                        .map(agent -> stage.node(agents.indexOf(agent) + 1).enis())
                        .flatMap(Collection::stream)
                        .mapToInt(eni -> stage.addresses(eni).size() - 1)
                        .sum();
        return held - lives.live();
    }
}
