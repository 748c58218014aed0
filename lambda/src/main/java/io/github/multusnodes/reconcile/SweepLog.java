package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Subnet;
import io.github.multusnodes.node.SweepStep;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.telemetry.Dimension;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.Metric;
import io.github.multusnodes.telemetry.Metrics;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.util.Map;

/** What a sweep tells: a line for each thing, one summary, and the figures for metrics. */
final class SweepLog {

    private final StepLog log;
    private final Metrics metrics;

    SweepLog(StepLog log, Metrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    void waiting(RuntimeException why) {
        because(why).with(LogKey.STEP, "wait").info("Waiting before the next try");
    }

    void unread(String what, RuntimeException why) {
        because(why).with(LogKey.STEP, "read").error("Could not be read: " + what);
    }

    void noSuchGroup(String group) {
        log.with(LogKey.STEP, "read")
                .with(LogKey.GROUP, group)
                .warn("There is no such Auto Scaling group: it counts as empty");
    }

    void entry(SweepReport.Entry entry) {
        StepLog line =
                of(entry.step())
                        .with(LogKey.STEP, entry.step().label())
                        .with(LogKey.OUTCOME, entry.result().label())
                        .with(LogKey.REASON, entry.detail().isEmpty() ? null : entry.detail());
        switch (entry.result()) {
            case DONE, PLANNED, NOT_NEEDED -> line.info("Swept");
            case SEEN -> line.info("Seen, nothing to do now");
            case LEFT -> line.warn("Left to the next sweep");
            case FAILED -> line.error("Could not be swept");
        }
    }

    void unexpected(RuntimeException failure) {
        log.error("Unexpected failure", failure);
    }

    /** The one summary of a sweep that came to an end. */
    void summary(SweepReport report, Duration took, int calls) {
        metrics.emit(
                Map.of(
                        Metric.HOOKS_RESUMED, report.hooksResumed(),
                        Metric.HOOKS_STUCK, report.hooksStuck(),
                        Metric.ORPHANS_SEEN, report.orphansSeen(),
                        Metric.ORPHANS_DELETED, report.orphansDeleted(),
                        Metric.NODES_DRIFTED, report.drifted(),
                        Metric.SWEEP_FAILURES, report.failures()));
        StepLog line =
                log.with(LogKey.STEP, "summary")
                        .with(LogKey.OUTCOME, report.dryRun() ? "dry_run" : "swept")
                        .with(LogKey.DURATION_MS, took.toMillis())
                        .with(LogKey.CALLS, calls);
        String message =
                "%d hooks resumed, %d stuck, %d orphans seen, %d deleted, %d nodes drifted, %d left, %d failures"
                        .formatted(
                                report.hooksResumed(),
                                report.hooksStuck(),
                                report.orphansSeen(),
                                report.orphansDeleted(),
                                report.drifted(),
                                report.left(),
                                report.failures());
        if (report.failures() > 0) {
            line.error(message);
        } else {
            line.info(message);
        }
    }

    /** How many addresses of a subnet are unused. */
    void free(Subnet subnet, long addresses) {
        metrics.emit(
                Map.of(Metric.FREE_ADDRESSES, addresses), Map.of(Dimension.SUBNET, subnet.id()));
    }

    /** How many of them nodes can take before they come to a range for pods. */
    void untilPods(Network network, Subnet subnet, long addresses) {
        metrics.emit(
                Map.of(Metric.ADDRESSES_UNTIL_PODS, addresses),
                Map.of(Dimension.NETWORK, network.name(), Dimension.SUBNET, subnet.id()));
    }

    /** A sweep that could not begin. */
    void refused(RuntimeException why) {
        metrics.emit(Map.of(Metric.SWEEP_FAILURES, 1L));
        log.with(LogKey.STEP, "summary")
                .with(LogKey.OUTCOME, "refused")
                .with(LogKey.REASON, why.getMessage())
                .error("Nothing was swept");
    }

    private StepLog of(SweepStep step) {
        return switch (step) {
            case SweepStep.Uncordon its ->
                    log.with(LogKey.GROUP, its.group())
                            .with(LogKey.INSTANCE, its.instanceId())
                            .with(LogKey.NODE, its.node());
            case SweepStep.OfNode its ->
                    log.with(LogKey.GROUP, its.group()).with(LogKey.INSTANCE, its.instanceId());
            case SweepStep.OfInterface its ->
                    log.with(LogKey.ENI, its.eni().id())
                            .with(LogKey.SUBNET, its.eni().subnetId())
                            .with(
                                    LogKey.ADDRESS,
                                    its.eni().addresses().stream()
                                            .findFirst()
                                            .map(Object::toString)
                                            .orElse(null));
        };
    }

    private StepLog because(RuntimeException failure) {
        String code = failure instanceof CloudFailure cloud ? cloud.code() : null;
        return log.with(LogKey.ERROR_CODE, code).with(LogKey.REASON, failure.getMessage());
    }
}
