package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.SweepPlan;
import io.github.multusnodes.node.SweepPolicy;
import io.github.multusnodes.node.SweepSight;
import io.github.multusnodes.node.SweepStep;
import io.github.multusnodes.reconcile.SweepReport.Entry;
import io.github.multusnodes.retry.Retry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Looks after what events alone do not bring to an end: hooks that still wait, interfaces that
 * nothing will use again, nodes that have lost something. It keeps no state but tags, so any number
 * of sweeps may be lost, come late, or overlap.
 */
public final class Sweep {

    /** Kept for telling what was done. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final Ports ports;
    private final RandomGenerator chance;
    private final Supplier<Scope> scope;
    private final Launch launch;
    private final Terminate terminate;
    private final Reporting reporting;

    /** Whose nodes a sweep looks after, and how. */
    public record Scope(NodeGroup nodeGroup, SweepPolicy policy) {}

    /**
     * Sets up the sweeps of one node group.
     *
     * @param chance of back-off and of the order of things
     * @param scope the settings; throws {@link Refused} if they cannot be used
     * @param launch brings launches to their end
     * @param terminate brings terminations to theirs
     */
    public Sweep(
            Ports ports,
            RandomGenerator chance,
            Supplier<Scope> scope,
            Launch launch,
            Terminate terminate,
            Reporting reporting) {
        this.ports = ports;
        this.chance = chance;
        this.scope = scope;
        this.launch = launch;
        this.terminate = terminate;
        this.reporting = reporting;
    }

    /**
     * Sweeps once. What fails is told in the report and does not stop the rest.
     *
     * @param dryRun only tells, whatever the settings say
     * @param end when this sweep must have ended
     * @throws Refused if the settings cannot be used: nothing was looked at
     */
    public SweepReport run(boolean dryRun, Instant end) {
        SweepLog log = new SweepLog(reporting.log(), reporting.metrics());
        Instant start = ports.time().now();
        int callsBefore = reporting.calls().getAsInt();
        Scope its;
        try {
            its = scope.get();
        } catch (Refused unusable) {
            log.refused(unusable);
            throw unusable;
        }
        SweepPolicy policy = dryRun ? its.policy().dry() : its.policy();
        SweepReport report = sweep(its.nodeGroup(), policy, end.minus(RESERVE), log);
        log.summary(
                report,
                Duration.between(start, ports.time().now()),
                reporting.calls().getAsInt() - callsBefore);
        return report;
    }

    /** What is to be deleted comes right after the look, within a part of the time. */
    private SweepReport sweep(NodeGroup nodeGroup, SweepPolicy policy, Instant end, SweepLog log) {
        Instant now = ports.time().now();
        Retry retry = new Retry(ports.time(), chance, part(end), log::waiting);
        SweepReads reads = new SweepReads(ports, terminate::cluster, retry, log);
        SweepSight sight = reads.look(nodeGroup, policy.groups());
        if (sight.interfaces().isPresent()) {
            new Supply(ports, reads, retry, log).tell(nodeGroup);
        }
        SweepPlan plan = new SweepPlan(nodeGroup, policy, sight, now);
        SweepWork work =
                new SweepWork(ports, chance, nodeGroup, policy, launch, terminate, reporting, log);
        Lanes lanes = new Lanes(ports.time());
        List<Entry> entries = new ArrayList<>();
        entries.addAll(lanes.each(plan.ofInterfaces(), part(end), work::on, work::left));
        entries.addAll(lanes.each(shuffled(plan), end, work::on, work::left));
        return new SweepReport(policy.dryRun(), entries, reads.unread());
    }

    /** Hooks before nodes in service, each in an order of chance, so that none is always last. */
    private List<SweepStep> shuffled(SweepPlan plan) {
        return Stream.of(plan.ofHooks(), plan.ofReturned(), plan.ofNodes())
                .flatMap(
                        steps -> {
                            List<SweepStep> order = new ArrayList<>(steps);
                            Collections.shuffle(order, Random.from(chance));
                            return order.stream();
                        })
                .toList();
    }

    private Instant part(Instant end) {
        Instant now = ports.time().now();
        return now.plus(Duration.between(now, end).dividedBy(3));
    }
}
