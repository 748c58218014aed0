package io.github.multusnodes.pods.step;

import io.github.multusnodes.pods.plan.Step;
import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

/** Makes the one call of a step, and tells of it in the log. */
public final class StepCall {

    private final Assignments ec2;
    private final StepLog log;

    public StepCall(Assignments ec2, StepLog log) {
        this.ec2 = ec2;
        this.log = log;
    }

    /**
     * Takes a step.
     *
     * @throws CloudFailure if EC2 refuses or cannot be reached
     */
    public void take(Step step) {
        call(step);
        log.with(LogKey.ENI, step.eniId())
                .with(LogKey.ADDRESSES, step.addresses().stream().map(Object::toString).toList())
                .info(step instanceof Step.Assign ? "Assigned" : "Unassigned");
    }

    private void call(Step step) {
        switch (step) {
            case Step.Unassign(var eni, var addresses) -> ec2.unassign(eni, addresses);
            case Step.Assign(var eni, var addresses, var reassign) -> {
                switch (step.family()) {
                    case IPV4 -> ec2.assignIpv4(eni, addresses, reassign);
                    case IPV6 -> ec2.assignIpv6(eni, addresses);
                }
            }
        }
    }
}
