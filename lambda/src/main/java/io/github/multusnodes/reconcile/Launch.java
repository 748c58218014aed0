package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.reconcile.Standing.Phase;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A node launches: it gets its interfaces, and the launch hook gets its answer. Every event may
 * come again, late, or twice at once.
 */
public final class Launch {

    /**
     * What neither EC2 nor the group shows for so long does not exist any more. Readers lag by
     * seconds ("Eventual consistency in the Amazon EC2 API").
     */
    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(1);

    private final Ports ports;
    private final RandomGenerator chance;
    private final Supplier<NodeGroup> nodeGroup;
    private final Reporting reporting;

    /**
     * Sets up launches of one node group.
     *
     * @param chance of back-off and of blind spreading
     * @param nodeGroup the settings; throws {@link Refused} if they cannot be used
     * @param reporting takes what each run tells
     */
    public Launch(
            Ports ports,
            RandomGenerator chance,
            Supplier<NodeGroup> nodeGroup,
            Reporting reporting) {
        this.ports = ports;
        this.chance = chance;
        this.nodeGroup = nodeGroup;
        this.reporting = reporting;
    }

    /**
     * Handles one launch.
     *
     * @param end when this run must have ended
     * @throws OutOfTime if what stands in the way may pass: the event should come again
     * @throws CloudFailure likewise
     */
    public Outcome handle(LifecycleAction action, String instanceId, Instant end) {
        return reporting.of(action, log -> outcome(action, instanceId, end, log));
    }

    /**
     * Abandons a launch for which nothing has been done and nothing can be.
     *
     * @param end when this run must have ended
     * @throws OutOfTime if the answer could not be given: the event should come again
     * @throws CloudFailure likewise
     */
    public Outcome refuse(LifecycleAction action, Refused why, Instant end) {
        return reporting.of(action, log -> refuse(action, why, end, log));
    }

    private Outcome outcome(LifecycleAction action, String instanceId, Instant end, RunLog log) {
        NodeGroup group;
        try {
            group = nodeGroup.get();
        } catch (Refused unusable) {
            return refuse(action, unusable, end, log);
        }
        Heartbeat heartbeat = new Heartbeat(ports.hooks(), action, ports.time(), log);
        Bounds bounds = new Bounds(ports.time(), chance, log);
        Retry working = bounds.until(end.minus(Bounds.RESERVE), heartbeat);
        Run run = new Run(ports, working, log, group.name(), action, instanceId);
        Run ending = run.with(bounds.until(end, heartbeat));
        try {
            return reconcile(run, ending, heartbeat, group.networks());
        } catch (CloudFailure | OutOfTime mayPass) {
            throw mayPass;
        } catch (InstanceEnded _) {
            return ended(ending, Phase.GONE);
        } catch (Refused refused) {
            return giveUp(ending, refused);
        } catch (RuntimeException unexpected) {
            log.unexpected(unexpected);
            return giveUp(
                    ending, new Refused(Reason.UNEXPECTED, unexpected.toString(), unexpected));
        }
    }

    private Outcome refuse(LifecycleAction action, Refused why, Instant end, RunLog log) {
        Retry retry = new Bounds(ports.time(), chance, log).until(end);
        new Answer(ports, retry, log).abandon(action);
        return Outcome.Abandoned.because(why);
    }

    private Outcome reconcile(Run run, Run ending, Heartbeat heartbeat, List<Network> networks) {
        Standing standing = Standing.read(run, networks);
        standing.heartbeatTimeout().ifPresent(heartbeat::timeoutIs);
        Instant visibleBy = ports.time().now().plus(VISIBLE_WITHIN);
        for (int attempt = 0; standing.waitsUnseen(run.instanceId()); attempt++) {
            if (standing.isUnheardOf(run.instanceId()) && ports.time().now().isAfter(visibleBy)) {
                return ended(ending, Phase.GONE);
            }
            run.retry()
                    .pause(
                            attempt,
                            new OutOfTime("EC2 does not show " + run.instanceId() + " yet"));
            standing = Standing.read(run, networks);
        }
        Phase phase = standing.phaseOf(run.instanceId());
        if (phase != Phase.WAITING) {
            return ended(ending, phase);
        }
        List<Eni> interfaces =
                new NodeReconciler(run, networks, chance)
                        .reconcile(standing.node().orElseThrow(), standing);
        run.log().complete();
        Answer answer = new Answer(ports, ending.retry(), run.log());
        Phase after =
                answer.proceed(
                        run.action(),
                        () ->
                                Standing.read(ending, networks)
                                        .phaseAfterRejection(run.instanceId()));
        return after == Phase.WAITING ? new Outcome.Ready(interfaces) : ended(ending, after);
    }

    private static Outcome ended(Run run, Phase phase) {
        if (phase == Phase.GONE) {
            new Release(run).everything();
            return new Outcome.InstanceGone();
        }
        return new Outcome.AnsweredBefore();
    }

    private Outcome giveUp(Run run, Refused refused) {
        if (refused.reason() == Reason.UNKNOWN_HOOK) {
            return Outcome.Ignored.because(refused);
        }
        try {
            new Release(run).everything();
        } catch (CloudFailure | OutOfTime failure) {
            run.log().undoFailed(failure);
        }
        new Answer(ports, run.retry(), run.log()).abandon(run.action());
        return Outcome.Abandoned.because(refused);
    }
}
