package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.plan.Plan;
import io.github.multusnodes.pods.plan.Step;
import io.github.multusnodes.pods.step.StepCall;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.telemetry.StepLog;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * Takes the steps of a plan, those on different interfaces side by side. Every step is tried, even
 * if another fails.
 */
final class Work {

    private final Ports ports;
    private final StepCall call;

    Work(Ports ports, StepLog log) {
        this.ports = ports;
        this.call = new StepCall(ports.ec2(), log);
    }

    /**
     * @throws CloudFailure if EC2 refuses a step for good
     * @throws Unsure if nobody knows what became of a step
     */
    void take(Plan plan, Retry retry) {
        List<Step> first = plan.steps().stream().filter(Step.Unassign.class::isInstance).toList();
        List<Step> then = plan.steps().stream().filter(Step.Assign.class::isInstance).toList();
        try {
            together(first, retry);
        } catch (RuntimeException failure) {
            try {
                together(then, retry);
            } catch (RuntimeException another) {
                failure.addSuppressed(another);
            }
            throw failure;
        }
        together(then, retry);
    }

    private void together(List<Step> steps, Retry retry) {
        List<Callable<Boolean>> tasks =
                steps.stream()
                        .<Callable<Boolean>>map(
                                step ->
                                        () -> {
                                            retry.run(() -> take(step));
                                            return true;
                                        })
                        .toList();
        if (!tasks.isEmpty()) {
            ports.time().together(tasks);
        }
    }

    private void take(Step step) {
        try {
            call.take(step);
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.UNAVAILABLE) {
                throw new Unsure(failure);
            }
            throw failure;
        }
    }
}
