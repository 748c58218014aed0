package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The work of a sidecar: what an init container does, and from then on whatever the pod's
 * interfaces show. EC2 is asked only if these or instance metadata have changed, or while something
 * is not as it should be.
 *
 * <p>One that is started anew knows of nothing that it is its own, and so gives back only what it
 * assigns from then on.
 */
public final class Sidecar {

    /** So soon it is seen that the pod is to end. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * So long after a change metadata is read at every tick: another pod of the node may just be
     * giving back the very address that this one has got.
     */
    private static final Duration UNSETTLED = Duration.ofSeconds(30);

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final Ports ports;
    private final Bounds bounds;
    private final BooleanSupplier ending;
    private final Reconciler reconciler;
    private final Init init;
    private final StepLog log;
    private @Nullable State settled;
    private Instant changed = Instant.MIN;
    private Instant nextLook = Instant.MIN;
    private Duration backOff = TICK;
    private boolean atEnd;

    /**
     * @param ending whether the pod is to end; asked every few seconds at least
     */
    public Sidecar(
            Ports ports,
            Expected expected,
            Rules rules,
            Bounds bounds,
            StepLog log,
            BooleanSupplier ending) {
        this.ports = ports;
        this.bounds = bounds;
        this.ending = ending;
        this.reconciler = new Reconciler(ports, rules, log, this::endIfAsked);
        this.init = new Init(ports, expected, bounds, reconciler, this::endIfAsked);
        this.log = log;
    }

    /** All that decides whether EC2 has to be asked. */
    private record State(List<PodInterface> interfaces, Set<Held> shown) {}

    /**
     * Works until the pod ends.
     *
     * @param started told once, when every address of the pod has been seen in its place
     * @return how it ended: what cannot be done at the start is a failure, and so is what could not
     *     be given back
     */
    public Result run(Runnable started) {
        try {
            if (init.run() instanceof Result.Failed failed) {
                return undone(failed);
            }
            started.run();
            settledNow();
            watch();
        } catch (Ending end) {
            log.info("The pod ends");
        }
        return giveBack();
    }

    /** The next run would not know what this one has assigned. */
    private Result undone(Result.Failed why) {
        if (giveBack() instanceof Result.Failed left) {
            log.with(LogKey.REASON, left.text()).error("Addresses could not be given back");
        }
        return why;
    }

    private void endIfAsked() {
        if (!atEnd && ending.getAsBoolean()) {
            throw new Ending();
        }
    }

    private void watch() {
        while (true) {
            endIfAsked();
            boolean due = !ports.time().now().isBefore(nextLook);
            if (due || !ports.pod().interfaces().equals(reconciler.looked())) {
                round();
            }
            ports.pod().awaitChange(TICK);
        }
    }

    private void round() {
        try {
            List<PodInterface> interfaces = ports.pod().interfaces();
            if (!new State(interfaces, shown(interfaces)).equals(settled)) {
                settle();
            }
            Instant now = ports.time().now();
            boolean young = now.isBefore(changed.plus(UNSETTLED));
            nextLook = now.plus(settled == null ? longer() : young ? TICK : bounds.lookingAgain());
        } catch (Refused | CloudFailure | OutOfTime failure) {
            settled = null;
            log.with(LogKey.REASON, failure.getMessage()).error("Addresses are not in their place");
            nextLook = ports.time().now().plus(longer());
        }
    }

    private Set<Held> shown(List<PodInterface> interfaces) {
        return reconciler.shown(interfaces, reconciler.within(bounds.lookingAgain()));
    }

    /** While something is refused, it is tried again and again. */
    private void settle() {
        List<Refusal> refusals =
                reconciler
                        .whatCanBe(ports.pod()::interfaces, reconciler.within(bounds.settling()))
                        .refusals();
        refusals.forEach(
                refusal ->
                        log.with(LogKey.ADDRESS, refusal.address().toString())
                                .with(LogKey.REASON, refusal.text())
                                .warn("Address is not in its place"));
        if (refusals.isEmpty()) {
            settledNow();
        } else {
            settled = null;
        }
    }

    private void settledNow() {
        List<PodInterface> interfaces = reconciler.looked();
        settled = new State(interfaces, shown(interfaces));
        changed = ports.time().now();
        backOff = TICK;
    }

    private Duration longer() {
        Duration now = backOff;
        Duration twice = now.multipliedBy(2);
        backOff = twice.compareTo(LONGEST_BACK_OFF) < 0 ? twice : LONGEST_BACK_OFF;
        return now;
    }

    /** The pod ends, so it needs none of its addresses. */
    private Result giveBack() {
        atEnd = true;
        if (reconciler.memory().own().isEmpty()) {
            return new Result.GivenBack();
        }
        try {
            reconciler.whatCanBe(List::of, reconciler.within(bounds.givingBack()));
            return new Result.GivenBack();
        } catch (Refused | CloudFailure | OutOfTime failure) {
            return Failures.result(failure);
        }
    }
}
