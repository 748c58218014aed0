package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Destination;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.reconcile.DrainResult.Over;
import io.github.multusnodes.reconcile.DrainResult.Underway;
import io.github.multusnodes.reconcile.Standing.Phase;
import io.github.multusnodes.reconcile.Terminate.Leaving;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;

import java.time.Duration;
import java.time.Instant;

/** One run of a node's leaving: drain, release, answer, in this order. */
final class Leave {

    /** What Auto Scaling does not show for so long is not so. */
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(1);

    private final Run run;
    private final Bounds bounds;
    private final Heartbeat heartbeat;
    private final Leaving how;
    private final Destination destination;
    private final Instant end;

    Leave(
            Run run,
            Bounds bounds,
            Heartbeat heartbeat,
            Leaving how,
            Destination destination,
            Instant end) {
        this.run = run;
        this.bounds = bounds;
        this.heartbeat = heartbeat;
        this.how = how;
        this.destination = destination;
        this.end = end;
    }

    Outcome outcome() {
        Departure departure = look();
        departure.heartbeatTimeout().ifPresent(heartbeat::timeoutIs);
        Phase phase = departure.phase(destination);
        return phase == Phase.WAITING ? leave() : ended(phase);
    }

    /**
     * A node that still serves is not touched: the event is ahead of what Auto Scaling shows, or
     * late.
     */
    private Departure look() {
        Retry retry = bounds.until(end);
        Run looking = run.with(retry);
        Instant shownBy = now().plus(SHOWN_WITHIN);
        Departure departure = Departure.read(looking);
        for (int attempt = 0; departure.isUnseen() && now().isBefore(shownBy); attempt++) {
            retry.pause(attempt, new OutOfTime(run.instanceId() + " is still in service"));
            departure = Departure.read(looking);
        }
        return departure;
    }

    private Outcome leave() {
        return switch (drain()) {
            case Underway(int pods) -> {
                heartbeat.beatNow();
                yield new Outcome.Draining(pods);
            }
            case Over drain -> {
                release(destination);
                Phase after = proceed();
                yield after == Phase.WAITING ? new Outcome.Released(drain) : ended(after);
            }
        };
    }

    private DrainResult drain() {
        Instant until = end.minus(Bounds.RESERVE);
        return how.cluster()
                .map(
                        cluster ->
                                new Drainage(
                                        cluster,
                                        how.drain(),
                                        run.ports().time(),
                                        bounds.until(until),
                                        heartbeat,
                                        new DrainLog(run.log()),
                                        until))
                .map(drainage -> drainage.run(run.instanceId(), destination))
                .orElse(new Over(DrainEnd.NOT_ASKED_FOR));
    }

    /** What cannot be released keeps its tags: the sweep finds it. */
    private void release(Destination to) {
        Release release = new Release(run);
        try {
            switch (to) {
                case TERMINATION -> release.everything();
                case WARM_POOL -> release.podAddresses();
            }
        } catch (CloudFailure failure) {
            if (!(Verdict.of(failure) instanceof Refused)) {
                throw failure;
            }
            run.log().releaseFailed(failure);
        }
    }

    private Phase proceed() {
        return new Answer(run.ports(), run.retry(), run.log())
                .proceed(run.action(), () -> Departure.read(run).phaseAfterRejection(destination));
    }

    private Outcome ended(Phase phase) {
        if (phase == Phase.GONE) {
            release(Destination.TERMINATION);
            return new Outcome.InstanceGone();
        }
        return new Outcome.AnsweredBefore();
    }

    private Instant now() {
        return run.ports().time().now();
    }
}
