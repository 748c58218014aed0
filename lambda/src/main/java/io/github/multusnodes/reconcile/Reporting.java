package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.port.Time;
import io.github.multusnodes.telemetry.Metrics;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Sees to it that every run ends with one summary and one line of metrics, whatever becomes of it.
 *
 * @param calls how many calls were made so far
 */
public record Reporting(StepLog log, Metrics metrics, Time time, IntSupplier calls) {

    Outcome of(LifecycleAction action, Function<RunLog, Outcome> run) {
        RunLog runLog = new RunLog(log, action);
        Instant start = time.now();
        int callsBefore = calls.getAsInt();
        try {
            Outcome outcome = run.apply(runLog);
            runLog.summary(outcome, since(start), calls.getAsInt() - callsBefore);
            return outcome;
        } catch (RuntimeException mayPass) {
            runLog.leftOpen(mayPass, since(start), calls.getAsInt() - callsBefore);
            throw mayPass;
        } finally {
            metrics.emit(runLog.figures());
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, time.now());
    }
}
