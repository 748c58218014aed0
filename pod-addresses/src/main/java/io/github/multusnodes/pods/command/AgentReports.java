package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.cluster.PodEvents;
import io.github.multusnodes.pods.metrics.AgentMetrics;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.port.Reports;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;

/** What the agent tells goes into the log and into metrics, and to the pods that it is about. */
record AgentReports(AgentMetrics metrics, PodEvents events, StepLog log) implements Reports {

    @Override
    public void round(Standing standing) {
        metrics.round(standing);
    }

    @Override
    public void failed(RuntimeException failure) {
        metrics.failed(failure);
        switch (failure) {
            case CloudFailure cloud ->
                    log.with(LogKey.ERROR_CODE, cloud.code())
                            .with(LogKey.REASON, cloud.text())
                            .warn("A call failed");
            case ClusterFailure cluster ->
                    log.with(LogKey.REASON, cluster.text()).warn("A call failed");
            default -> log.error("Unexpected failure", failure);
        }
    }

    @Override
    public void assigned(int addresses) {
        metrics.assigned(addresses);
    }

    @Override
    public void released(int addresses) {
        metrics.released(addresses);
    }

    @Override
    public void routable(NodePod pod, Duration after) {
        metrics.routable(pod, after);
        log.with(LogKey.POD, pod.toString())
                .with(LogKey.DURATION_MS, after.toMillis())
                .info("Every address of the pod is in its place");
    }

    @Override
    public void refused(NodePod pod, Refusal refusal) {
        metrics.refused(pod, refusal);
        events.refused(pod, refusal);
        log.with(LogKey.POD, pod.toString())
                .with(LogKey.ADDRESS, refusal.address().toString())
                .with(LogKey.OUTCOME, refusal.reason().name())
                .with(LogKey.REASON, refusal.text())
                .warn("Address is not in its place");
    }

    @Override
    public void unreadable(NodePod pod, String why) {
        metrics.unreadable(pod, why);
        events.unreadable(pod, why);
        log.with(LogKey.POD, pod.toString())
                .with(LogKey.REASON, why)
                .warn("What Multus tells of the pod cannot be read");
    }
}
