package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Destination;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Member;
import io.github.multusnodes.node.Node;
import io.github.multusnodes.node.NodeGroup;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.SweepPolicy;
import io.github.multusnodes.node.SweepStep;
import io.github.multusnodes.node.Tags;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.reconcile.Standing.Phase;
import io.github.multusnodes.reconcile.SweepReport.Entry;
import io.github.multusnodes.reconcile.SweepReport.Result;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Does one thing of a sweep, or only tells of it. Safe for use by several threads. */
final class SweepWork {

    private static final Duration DRAIN_PASS = Duration.ofSeconds(30);

    private final Ports ports;
    private final RandomGenerator chance;
    private final NodeGroup nodeGroup;
    private final SweepPolicy policy;
    private final Launch launch;
    private final Terminate terminate;
    private final Reporting reporting;
    private final SweepLog log;

    SweepWork(
            Ports ports,
            RandomGenerator chance,
            NodeGroup nodeGroup,
            SweepPolicy policy,
            Launch launch,
            Terminate terminate,
            Reporting reporting,
            SweepLog log) {
        this.ports = ports;
        this.chance = chance;
        this.nodeGroup = nodeGroup;
        this.policy = policy;
        this.launch = launch;
        this.terminate = terminate;
        this.reporting = reporting;
        this.log = log;
    }

    /** Does it, if it is to be done; whatever becomes of it is told. */
    Entry on(SweepStep step, Instant until) {
        return told(isOnlySeen(step) ? seen(step) : attempt(step, until));
    }

    /** There is no time for it. */
    Entry left(SweepStep step) {
        return told(new Entry(step, Result.LEFT, "no time was left"));
    }

    private Entry told(Entry entry) {
        log.entry(entry);
        return entry;
    }

    private boolean isOnlySeen(SweepStep step) {
        return switch (step) {
            case SweepStep.AwaitGrace _ -> true;
            case SweepStep.Repair repair -> !policy.repair() || !repair.curable();
            default -> false;
        };
    }

    private static Entry seen(SweepStep step) {
        return new Entry(step, Result.SEEN, detail(step));
    }

    private Entry attempt(SweepStep step, Instant until) {
        if (policy.dryRun()) {
            return new Entry(step, Result.PLANNED, detail(step));
        }
        try {
            return apply(step, until);
        } catch (OutOfTime outOfTime) {
            return new Entry(step, Result.LEFT, String.valueOf(outOfTime.getMessage()));
        } catch (CloudFailure | ClusterFailure | Refused failure) {
            return new Entry(step, Result.FAILED, String.valueOf(failure.getMessage()));
        } catch (RuntimeException unexpected) {
            log.unexpected(unexpected);
            return new Entry(step, Result.FAILED, unexpected.toString());
        }
    }

    private Entry apply(SweepStep step, Instant until) {
        Retry retry = new Retry(ports.time(), chance, until, log::waiting);
        return switch (step) {
            case SweepStep.AnswerLaunch its -> ended(step, launch(its, until));
            case SweepStep.AnswerEither its -> ended(step, either(its, until));
            case SweepStep.AnswerTermination its ->
                    ended(step, terminate(its, Destination.TERMINATION, until));
            case SweepStep.MarkOrphan(Eni eni, Instant now) ->
                    onInterface(
                            step,
                            retry,
                            () ->
                                    ports.interfaces()
                                            .tag(
                                                    eni.id(),
                                                    Map.of(Tags.ORPHAN_SINCE, now.toString())));
            case SweepStep.UnmarkOrphan(Eni eni) ->
                    onInterface(
                            step,
                            retry,
                            () -> ports.interfaces().untag(eni.id(), Tags.ORPHAN_SINCE));
            case SweepStep.DeleteOrphan(Eni eni) ->
                    onInterface(step, retry, () -> ports.interfaces().delete(eni.id()));
            case SweepStep.Repair its -> repair(its, retry);
            case SweepStep.Uncordon its -> uncordon(its, retry);
            case SweepStep.AwaitGrace _ -> seen(step);
        };
    }

    /** EC2 refuses to delete what is attached, whatever we have seen before. */
    private static Entry onInterface(SweepStep step, Retry retry, Runnable call) {
        try {
            retry.run(call);
            return new Entry(step, Result.DONE, "");
        } catch (CloudFailure failure) {
            boolean changedMeanwhile =
                    failure.kind() == FailureKind.NOT_FOUND
                            || failure.kind() == FailureKind.IN_USE
                            || failure.kind() == FailureKind.REJECTED;
            if (!changedMeanwhile) {
                throw failure;
            }
            return new Entry(step, Result.NOT_NEEDED, failure.text());
        }
    }

    private Outcome launch(SweepStep.OfNode its, Instant until) {
        return launch.handle(action(its, policy.launchHook()), its.instanceId(), until);
    }

    /** A drain is gone on with by every sweep, so that none holds one up until its end. */
    private Outcome terminate(SweepStep.OfNode its, Destination destination, Instant until) {
        Instant pass = ports.time().now().plus(DRAIN_PASS);
        return terminate.handle(
                action(its, policy.terminateHook()),
                its.instanceId(),
                destination,
                pass.isBefore(until) ? pass : until);
    }

    /** On the way into the warm pool the state does not tell which hook waits. */
    private Outcome either(SweepStep.OfNode its, Instant until) {
        Outcome outcome = launch(its, until);
        return outcome instanceof Outcome.AnsweredBefore
                ? terminate(its, Destination.WARM_POOL, until)
                : outcome;
    }

    private static Entry ended(SweepStep step, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ready _,
                    Outcome.Abandoned _,
                    Outcome.InstanceGone _,
                    Outcome.Released _,
                    Outcome.Draining _,
                    Outcome.LetGo _ ->
                    new Entry(step, Result.DONE, outcome.label());
            case Outcome.AnsweredBefore _ -> new Entry(step, Result.NOT_NEEDED, outcome.label());
            case Outcome.Ignored(_, String noHookOfOurs) ->
                    new Entry(step, Result.FAILED, noHookOfOurs);
        };
    }

    /** As a launch does it, but there is no hook to answer. */
    private Entry repair(SweepStep.Repair its, Retry retry) {
        LifecycleAction action = action(its, policy.launchHook());
        RunLog runLog = reporting.begin(action);
        Run run = new Run(ports, retry, runLog, nodeGroup.name(), action, its.instanceId());
        Standing standing = Standing.read(run, nodeGroup.networks());
        Optional<Node> node = standing.node();
        if (node.isEmpty() || standing.phaseOf(its.instanceId()) != Phase.ANSWERED) {
            return new Entry(its, Result.NOT_NEEDED, "no longer in service");
        }
        try {
            new NodeReconciler(run, nodeGroup.networks(), chance).reconcile(node.get(), standing);
        } catch (InstanceEnded _) {
            return new Entry(its, Result.NOT_NEEDED, "no longer in service");
        } finally {
            reporting.tell(runLog);
        }
        return new Entry(its, Result.DONE, detail(its));
    }

    /** It may have gone back to the pool since the look, and be parked there anew. */
    private Entry uncordon(SweepStep.Uncordon its, Retry retry) {
        Optional<Member> member = retry.call(() -> ports.hooks().member(its.instanceId()));
        if (member.filter(Member::isInService).isEmpty()) {
            return new Entry(its, Result.NOT_NEEDED, "no longer in service");
        }
        Cluster cluster = terminate.cluster().orElseThrow();
        retry.run(() -> cluster.uncordon(its.node()));
        return new Entry(its, Result.DONE, "");
    }

    /** Auto Scaling finds the action by its instance. */
    private static LifecycleAction action(SweepStep.OfNode its, String hook) {
        return new LifecycleAction(
                its.group(), hook, Optional.empty(), Optional.of(its.instanceId()));
    }

    private static String detail(SweepStep step) {
        return step instanceof SweepStep.Repair repair ? String.join("; ", repair.drift()) : "";
    }
}
