package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.reconcile.Standing.Phase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A node launches: it gets its interfaces, and the launch hook gets its answer. Every event may
 * come again, late or twice at once.
 */
public final class Launch {

    /** Kept for undoing and answering when the time for the work is used up. */
    private static final Duration RESERVE = Duration.ofSeconds(8);

    /** How often an answer is repeated that Auto Scaling refuses while it still seems to wait. */
    private static final int MOST_ANSWERS = 5;

    private final Ports ports;
    private final RandomGenerator chance;
    private final String nodeGroup;
    private final List<Network> networks;

    /**
     * Sets up launches of one node group.
     *
     * @param chance of back-off and of blind spreading
     */
    public Launch(Ports ports, RandomGenerator chance, String nodeGroup, List<Network> networks) {
        this.ports = ports;
        this.chance = chance;
        this.nodeGroup = nodeGroup;
        this.networks = List.copyOf(networks);
    }

    /**
     * Handles one launch.
     *
     * @param end when this run must have ended
     * @throws OutOfTime if what stands in the way may pass: the event should come again
     * @throws CloudFailure likewise
     */
    public Outcome handle(LifecycleAction action, Instant end, RunLog log) {
        Heartbeat heartbeat = new Heartbeat(ports.hooks(), action, ports.time(), log);
        Retry work = new Retry(ports.time(), chance, end.minus(RESERVE), heartbeat::beat);
        Run run = new Run(ports, work, log, nodeGroup, action);
        Run ending = run.with(new Retry(ports.time(), chance, end, heartbeat::beat));
        try {
            return reconcile(run, ending, heartbeat);
        } catch (CloudFailure | OutOfTime mayPass) {
            throw mayPass;
        } catch (Refused refused) {
            return refused.reason() == Reason.UNKNOWN_HOOK
                    ? new Outcome.Ignored(refused.reason(), String.valueOf(refused.getMessage()))
                    : abandon(ending, refused.reason(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException unexpected) {
            log.unexpected(unexpected);
            return abandon(ending, Reason.UNEXPECTED, unexpected.toString());
        }
    }

    private Outcome reconcile(Run run, Run ending, Heartbeat heartbeat) {
        Standing standing = Standing.read(run, subnetIds());
        standing.heartbeatTimeout().ifPresent(heartbeat::timeoutIs);
        for (int attempt = 0;
                standing.phaseOf(run.instanceId()) == Phase.WAITING && standing.node().isEmpty();
                attempt++) {
            run.retry()
                    .pause(
                            attempt,
                            new OutOfTime("EC2 does not show " + run.instanceId() + " yet"));
            standing = Standing.read(run, subnetIds());
        }
        return switch (standing.phaseOf(run.instanceId())) {
            case GONE -> gone(ending);
            case ANSWERED -> new Outcome.AnsweredBefore();
            case WAITING -> {
                List<Eni> interfaces =
                        new NodeReconciler(run, networks, chance)
                                .reconcile(standing.node().orElseThrow(), standing);
                yield proceed(ending, interfaces);
            }
        };
    }

    private Outcome proceed(Run run, List<Eni> interfaces) {
        for (int attempt = 0; ; attempt++) {
            try {
                run.retry().run(() -> ports.hooks().proceed(run.action()));
                return new Outcome.Ready(interfaces);
            } catch (CloudFailure refused) {
                if (refused.kind() != FailureKind.REJECTED) {
                    throw refused;
                }
                Phase phase = Standing.read(run, subnetIds()).phaseOf(run.instanceId());
                switch (phase) {
                    case GONE -> {
                        return gone(run);
                    }
                    case ANSWERED -> {
                        return new Outcome.AnsweredBefore();
                    }
                    case WAITING -> {
                        if (attempt == MOST_ANSWERS) {
                            throw refused;
                        }
                        run.retry().pause(attempt, refused);
                    }
                }
            }
        }
    }

    private Outcome gone(Run run) {
        new Undo(run).everything();
        return new Outcome.InstanceGone();
    }

    private Outcome abandon(Run run, Reason reason, String message) {
        return new Abandon(run).because(reason, message);
    }

    private List<String> subnetIds() {
        return networks.stream().flatMap(network -> network.subnets().stream()).distinct().toList();
    }
}
