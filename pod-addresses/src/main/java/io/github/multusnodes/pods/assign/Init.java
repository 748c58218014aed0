package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.telemetry.StepLog;

import java.time.Duration;
import java.time.Instant;

/**
 * The work of an init container: the pod starts once its addresses are known to the VPC, and only
 * then.
 */
public final class Init {

    private static final Duration SLICE = Duration.ofSeconds(1);

    private final Ports ports;
    private final Expected expected;
    private final Bounds bounds;
    private final Reconciler reconciler;
    private final Runnable checkpoint;

    public Init(Ports ports, Expected expected, Rules rules, Bounds bounds, StepLog log) {
        this(ports, expected, bounds, new Reconciler(ports, rules, log, () -> {}), () -> {});
    }

    Init(
            Ports ports,
            Expected expected,
            Bounds bounds,
            Reconciler reconciler,
            Runnable checkpoint) {
        this.checkpoint = checkpoint;
        this.ports = ports;
        this.expected = expected;
        this.bounds = bounds;
        this.reconciler = reconciler;
    }

    /**
     * Waits for the pod's interfaces, puts their addresses on the node's, and sees them there.
     * Where one address is refused, none is put anywhere.
     */
    public Result run() {
        if (!interfacesCome()) {
            return new Result.Failed(
                    Result.Cause.NO_INTERFACES,
                    ("The pod has %s after %s, and should have %s with an address: see the pod's"
                                    + " network attachments, and whether Multus was ready when it"
                                    + " started")
                            .formatted(
                                    ports.pod().interfaces(),
                                    bounds.interfaces(),
                                    expected.text()));
        }
        Retry retry = reconciler.within(bounds.settling());
        try {
            return new Result.Done(reconciler.all(ports.pod()::interfaces, retry).addresses());
        } catch (Refused | CloudFailure | OutOfTime failure) {
            return Failures.result(failure);
        }
    }

    private boolean interfacesCome() {
        Instant end = ports.time().now().plus(bounds.interfaces());
        while (!expected.isMetBy(ports.pod().interfaces())) {
            Duration left = Duration.between(ports.time().now(), end);
            if (!left.isPositive()) {
                return false;
            }
            checkpoint.run();
            ports.pod().awaitChange(left.compareTo(SLICE) < 0 ? left : SLICE);
        }
        return true;
    }
}
