package io.github.multusnodes.pods.agent;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.node.BackOff;
import io.github.multusnodes.pods.node.Ledger;
import io.github.multusnodes.pods.node.Pods;
import io.github.multusnodes.pods.node.Sight;
import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.telemetry.StepLog;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Works round by round: looks at the node's interfaces, then at its pods, brings what is missing to
 * its place and releases what is stale. A new pod costs one call for each of its interfaces and
 * nothing else, for instance metadata and what the agent did itself are all it looks at; EC2 is
 * asked at the beginning, before a release, and where something is in doubt.
 *
 * <p>Whatever fails, it goes on, more and more slowly, until it is told to end; then it leaves
 * everything where it is, for the pods live on.
 */
public final class NodeAgent {

    /** So soon it is seen that the agent is to end. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration SOONEST = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** From one release to the next where addresses have no room. */
    private static final Duration PRESSED = Duration.ofSeconds(5);

    private final AgentPorts ports;
    private final Pace pace;
    private final Ledger ledger;
    private final NodeView view;
    private final Hands hands;
    private final Bulletin bulletin;
    private final BackOff backOff;
    private @Nullable List<NodePod> looked;
    private Instant next = Instant.MIN;
    private Instant released = Instant.MIN;
    private int failures;

    public NodeAgent(AgentPorts ports, Terms terms, Pace pace, StepLog log) {
        this.ports = ports;
        this.pace = pace;
        this.ledger = new Ledger(terms, ports.time().now(), ports.jitter());
        this.view = new NodeView(ports, pace.asking());
        this.hands = new Hands(ports, ledger, log);
        this.bulletin = new Bulletin(ports.reports());
        this.backOff = new BackOff(FIRST_WAIT, LONGEST_WAIT, ports.jitter());
    }

    /**
     * Works until it is to end.
     *
     * @param ending asked every second or so
     */
    public void run(BooleanSupplier ending) {
        while (!ending.getAsBoolean()) {
            boolean changed = hasChanged() && failures == 0;
            if (changed) {
                ports.time().pause(pace.gathering());
            }
            if (changed || !now().isBefore(next)) {
                round();
            }
            Duration left = Duration.between(now(), next);
            ports.pods().awaitChange(left.compareTo(TICK) < 0 ? left : TICK);
        }
    }

    private Instant now() {
        return ports.time().now();
    }

    private boolean hasChanged() {
        try {
            return looked != null && !ports.pods().heard().equals(looked);
        } catch (ClusterFailure nothingHeard) {
            return false;
        }
    }

    private void round() {
        try {
            List<NodeEni> shown = interfaces();
            List<NodePod> heard = ports.pods().heard();
            looked = heard;
            Sight sight = ledger.look(now(), shown, Pods.of(heard));
            boolean again = false;
            if (!now().isBefore(hands.restingUntil())) {
                place(sight);
                again = release(ledger.look(now(), shown, Pods.of(heard)));
            }
            bulletin.tell(ledger.look(now(), shown, Pods.of(heard)), ledger);
            failures = 0;
            next = again ? now() : next(now());
        } catch (RuntimeException failure) {
            ports.reports().failed(failure);
            failures++;
            next = now().plus(backOff.after(failures));
        }
    }

    private Instant next(Instant now) {
        Instant resting = hands.restingUntil();
        Instant soonest = resting.isAfter(now) ? resting : now.plus(SOONEST);
        Instant latest = now.plus(pace.looking());
        Instant wanted = ledger.next(now).filter(latest::isAfter).orElse(latest);
        return wanted.isBefore(soonest) ? soonest : wanted;
    }

    /** Of instance metadata; EC2 is asked too where that is due. */
    private List<NodeEni> interfaces() {
        List<NodeEni> shown = view.shown();
        if (!view.isDue(shown, now())) {
            return shown;
        }
        try {
            ledger.seen(now(), shown, view.inEc2(now()));
        } catch (CloudFailure failure) {
            if (view.isBlind()) {
                throw failure;
            }
            ports.reports().failed(failure);
        }
        return view.shown();
    }

    private void place(Sight sight) {
        Map<Ip, Holder> holders = new HashMap<>();
        try {
            ledger.toAsk(sight)
                    .forEach((subnet, asked) -> holders.putAll(ports.ec2().holders(subnet, asked)));
        } catch (CloudFailure failure) {
            if (!hands.failed(failure)) {
                throw failure;
            }
            return;
        }
        hands.take(sight, ledger.plan(sight, holders));
    }

    /**
     * Releases what is due, if a second look finds it so too: first at the interfaces as EC2 has
     * them, then at the pods as the API server has them.
     *
     * @return whether there is room now for what had none
     */
    private boolean release(Sight first) {
        boolean full = ledger.isFull(first);
        Duration pause = full ? PRESSED : pace.releasing();
        if (ledger.due(first).isEmpty()
                || ledger.isHeldBack(first)
                || now().isBefore(released.plus(pause))
                || now().isBefore(hands.restingUntil())) {
            return false;
        }
        released = now();
        try {
            List<NodeEni> inEc2 = view.inEc2(now());
            List<NodeEni> shown = view.shown();
            Pods fresh = Pods.of(ports.pods().list()).and(ports.pods().heard());
            Sight second = ledger.look(now(), shown, fresh);
            return hands.take(second, ledger.releases(second, inEc2)) > 0 && full;
        } catch (CloudFailure | ClusterFailure failure) {
            ports.reports().failed(failure);
            return false;
        }
    }
}
