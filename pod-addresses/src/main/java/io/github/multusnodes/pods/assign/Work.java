package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.plan.Plan;
import io.github.multusnodes.pods.plan.Step;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * Takes the steps of a plan, those on different interfaces side by side. Every step is tried, even
 * if another fails.
 */
final class Work {

    private final Ports ports;
    private final StepLog log;

    Work(Ports ports, StepLog log) {
        this.ports = ports;
        this.log = log;
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
            call(step);
        } catch (CloudFailure failure) {
            if (failure.kind() == FailureKind.UNAVAILABLE) {
                throw new Unsure(failure);
            }
            throw failure;
        }
        log.with(LogKey.ENI, step.eniId())
                .with(LogKey.ADDRESSES, step.addresses().stream().map(Object::toString).toList())
                .info(step instanceof Step.Assign ? "Assigned" : "Unassigned");
    }

    private void call(Step step) {
        switch (step) {
            case Step.Unassign(var eni, var addresses) -> ports.ec2().unassign(eni, addresses);
            case Step.Assign(var eni, var addresses, var reassign) -> {
                switch (step.family()) {
                    case IPV4 -> ports.ec2().assignIpv4(eni, addresses, reassign);
                    case IPV6 -> ports.ec2().assignIpv6(eni, addresses);
                }
            }
        }
    }
}
