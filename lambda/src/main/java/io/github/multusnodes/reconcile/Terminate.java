package io.github.multusnodes.reconcile;

import io.github.multusnodes.drain.DrainSettings;
import io.github.multusnodes.node.Destination;
import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.OutOfTime;
import io.github.multusnodes.retry.Retry;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A node leaves: it is drained, gives back what it held, and its hook is told to go on. Every event
 * may come again, late, or twice at once; a drain that outlasts a run is gone on with by the next.
 * The answer is always to go on: an instance that is kept waiting, or retained by its group's
 * lifecycle policy, helps nobody.
 */
public final class Terminate {

    private final Ports ports;
    private final RandomGenerator chance;
    private final Supplier<Leaving> leaving;
    private final Reporting reporting;

    /**
     * How nodes of a group leave.
     *
     * @param nodeGroup the owner in the tags of its interfaces
     * @param cluster where nodes are drained; none if they are not to be
     */
    public record Leaving(String nodeGroup, Optional<Cluster> cluster, DrainSettings drain) {}

    /**
     * Sets up the leaving of one node group's nodes.
     *
     * @param chance of back-off
     * @param leaving the settings; throws {@link Refused} if they cannot be used
     * @param reporting takes what each run tells
     */
    public Terminate(
            Ports ports, RandomGenerator chance, Supplier<Leaving> leaving, Reporting reporting) {
        this.ports = ports;
        this.chance = chance;
        this.leaving = leaving;
        this.reporting = reporting;
    }

    /**
     * Handles one termination, or one return to the warm pool.
     *
     * @param end when this run must have ended
     * @throws OutOfTime if what stands in the way may pass: the event should come again
     * @throws CloudFailure likewise
     * @throws ClusterFailure likewise
     */
    public Outcome handle(
            LifecycleAction action, String instanceId, Destination destination, Instant end) {
        return reporting.of(action, log -> outcome(action, instanceId, destination, end, log));
    }

    /**
     * Where its nodes are drained; none if they are not to be.
     *
     * @throws Refused if the settings cannot be used
     */
    Optional<Cluster> cluster() {
        return leaving.get().cluster();
    }

    private Outcome outcome(
            LifecycleAction action,
            String instanceId,
            Destination destination,
            Instant end,
            RunLog log) {
        Heartbeat heartbeat = new Heartbeat(ports.hooks(), action, ports.time(), log);
        Bounds bounds = new Bounds(ports.time(), chance, log);
        Retry retry = bounds.until(end, heartbeat);
        try {
            Leaving how = leaving.get();
            Run run = new Run(ports, retry, log, how.nodeGroup(), action, instanceId);
            return new Leave(run, bounds, heartbeat, how, destination, end).outcome();
        } catch (OutOfTime | ClusterFailure mayPass) {
            throw mayPass;
        } catch (CloudFailure failure) {
            if (!(Verdict.of(failure) instanceof Refused refused)) {
                throw failure;
            }
            return letGo(action, retry, log, refused);
        } catch (Refused refused) {
            return letGo(action, retry, log, refused);
        } catch (RuntimeException unexpected) {
            log.unexpected(unexpected);
            return letGo(
                    action,
                    retry,
                    log,
                    new Refused(Reason.UNEXPECTED, unexpected.toString(), unexpected));
        }
    }

    private Outcome letGo(LifecycleAction action, Retry retry, RunLog log, Refused why) {
        new Answer(ports, retry, log).goOn(action);
        return Outcome.LetGo.because(why);
    }
}
