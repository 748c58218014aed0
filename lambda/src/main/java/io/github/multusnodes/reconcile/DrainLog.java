package io.github.multusnodes.reconcile;

import io.github.multusnodes.drain.Pod;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.Metric;
import io.github.multusnodes.telemetry.StepLog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one run tells of its drain; what is the same at each look, once. */
final class DrainLog {

    private final RunLog log;
    private final Set<String> told = new HashSet<>();

    DrainLog(RunLog log) {
        this.log = log;
    }

    void cordoned(String node) {
        log.line("cordon").with(LogKey.NODE, node).info("Node cordoned: its drain begins");
    }

    void evicted(Pod pod) {
        log.count(Metric.PODS_EVICTED);
        of(pod, "evict").info("Pod asked to end");
    }

    void blocked(Pod pod, String message) {
        if (told.add(pod.uid())) {
            log.count(Metric.EVICTIONS_BLOCKED);
            of(pod, "evict")
                    .with(LogKey.REASON, message)
                    .info("A PodDisruptionBudget does not allow the eviction now");
        }
    }

    void misconfigured(Pod pod, String message) {
        if (told.add(pod.uid())) {
            log.count(Metric.EVICTIONS_BLOCKED);
            of(pod, "evict")
                    .with(LogKey.REASON, message)
                    .warn("The eviction can never be allowed: mend the pod's budgets");
        }
    }

    void deleted(Pod pod) {
        log.count(Metric.PODS_DELETED);
        of(pod, "delete_pod").warn("The time is up: pod deleted, whatever its budget says");
    }

    void timeUp(List<Pod> cutOff) {
        log.count(Metric.DRAINS_CUT_SHORT);
        log.line("drain")
                .with(LogKey.PODS, cutOff.stream().map(Pod::label).toList())
                .error("The time for the drain is up: these pods end with the instance");
    }

    void denied(ClusterFailure failure) {
        log.count(Metric.DRAINS_CUT_SHORT);
        log.line("drain")
                .with(LogKey.REASON, failure.text())
                .error("The cluster does not let us drain: pods end with the instance");
    }

    void parked(String node) {
        log.line("park")
                .with(LogKey.NODE, node)
                .info("Node parked: cordoned until it serves again");
    }

    void parkingDenied(String node, ClusterFailure failure) {
        log.line("park")
                .with(LogKey.NODE, node)
                .with(LogKey.REASON, failure.text())
                .error("The cluster does not let us park the node: it will serve cordoned");
    }

    private StepLog of(Pod pod, String step) {
        return log.line(step).with(LogKey.POD, pod.label());
    }
}
