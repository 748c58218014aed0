package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.retry.Time;
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
        RunLog runLog = begin(action);
        int callsBefore = calls.getAsInt();
        try {
            Outcome outcome = run.apply(runLog);
            runLog.summary(outcome, calls.getAsInt() - callsBefore);
            return outcome;
        } catch (RuntimeException mayPass) {
            runLog.leftOpen(mayPass, calls.getAsInt() - callsBefore);
            throw mayPass;
        } finally {
            tell(runLog);
        }
    }

    /** The log of a run that begins now. */
    RunLog begin(LifecycleAction action) {
        Instant start = time.now();
        return new RunLog(log, action, () -> Duration.between(start, time.now()));
    }

    /** Writes the figures of a run. */
    void tell(RunLog runLog) {
        metrics.emit(runLog.figures(), runLog.dimensions());
    }
}
