package io.github.multusnodes.pods.node;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.Held;
import io.github.multusnodes.pods.plan.Holder;
import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.pods.plan.Step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What the agent of a node knows since it began, and what follows from that. It makes no call: it
 * is told what looks have shown and what became of steps. One that has just begun releases nothing
 * but what is in ranges that are its own.
 */
public final class Ledger {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Metadata is read again after this share of the time for which it has been behind. */
    private static final int SHARE = 4;

    private static final Duration SOONEST = Duration.ofMillis(500);

    private final Terms terms;
    private final Placing placing;
    private final Releasing releasing;
    private Writes writes = Writes.none();

    /**
     * @param began when the agent did
     * @param jitter parts agents that were refused together
     */
    public Ledger(Terms terms, Instant began, RandomGenerator jitter) {
        this.terms = terms;
        this.placing =
                new Placing(
                        terms,
                        began.minus(terms.releaseAfter()),
                        new BackOff(FIRST, LONGEST, jitter));
        this.releasing = new Releasing(terms);
    }

    /**
     * A look.
     *
     * @param inMetadata all interfaces of the node, with the networks of their tags
     * @param pods that were looked at after the interfaces
     */
    public Sight look(Instant now, List<NodeEni> inMetadata, Pods pods) {
        writes = writes.at(inMetadata, now, terms.lag());
        Sight sight = Sight.of(now, inMetadata, writes.over(inMetadata), pods);
        placing.look(sight);
        releasing.look(sight, writes::isUnsure);
        return sight;
    }

    /** EC2 has shown the node's interfaces. */
    public void seen(Instant now, List<NodeEni> inMetadata, List<NodeEni> inEc2) {
        writes = writes.seen(inMetadata, Sight.held(inEc2).toList(), now);
    }

    /** Missing addresses whose holders have to be known before anything is done, by subnet. */
    public Map<String, List<Ip>> toAsk(Sight sight) {
        return placing.toAsk(sight, writes.unsure());
    }

    /**
     * The steps that bring addresses to their place; what has to be taken from others comes first.
     *
     * @param holders of what was to be asked
     */
    public List<Step> plan(Sight sight, Map<Ip, Holder> holders) {
        List<Held> there =
                sight.placements().assigned().stream()
                        .filter(held -> isHolder(holders.get(held.address()), held.eniId()))
                        .toList();
        writes = writes.seen(sight.shown(), there, sight.at());
        List<Step> steps = placing.plan(sight, holders, releasing.ours());
        for (Step step : steps) {
            if (step instanceof Step.Assign assign) {
                releasing.trying(assign);
            }
        }
        return steps;
    }

    private static boolean isHolder(@Nullable Holder holder, String eniId) {
        return holder != null && holder.eniId().equals(eniId);
    }

    /** EC2 has taken a step. */
    public void taken(Step step, Instant now) {
        writes = writes.taken(step, now);
        if (step instanceof Step.Unassign) {
            placing.freed(now);
        }
    }

    /** Nobody knows what became of a step. */
    public void unsure(Step step, Instant now) {
        if (step instanceof Step.Assign) {
            writes = writes.unsure(step, now);
        }
    }

    /** EC2 has refused a step, and would do so again. */
    public void refused(Sight sight, Step step, Denial why) {
        boolean forPods = sight.placements().places().keySet().containsAll(step.addresses());
        if (forPods) {
            placing.refused(sight, step, why);
        } else {
            releasing.refused(step);
        }
    }

    /** Addresses that no pod has, and whose time has come. */
    public Set<Held> due(Sight sight) {
        return releasing.due(sight.at(), placing.full(sight));
    }

    /** Whether addresses of pods have no room. */
    public boolean isFull(Sight sight) {
        return !placing.full(sight).isEmpty();
    }

    /** Whether nothing may be released, for a pod may have any address. */
    public boolean isHeldBack(Sight sight) {
        return releasing.isHeldBack(sight);
    }

    /**
     * The steps that release what is due.
     *
     * @param second another look, at pods that the cluster has shown after {@code inEc2}
     * @param inEc2 the node's interfaces as EC2 has shown them
     */
    public List<Step> releases(Sight second, List<NodeEni> inEc2) {
        return isHeldBack(second) ? List.of() : releasing.steps(due(second), inEc2);
    }

    /** Why addresses are not in their place. */
    public List<Refusal> refusals() {
        return placing.refusals();
    }

    /** How many addresses no pod has. */
    public int stale() {
        return releasing.stale();
    }

    /** When to look again at the latest, so far as something is open. */
    public Optional<Instant> next(Instant now) {
        Optional<Instant> shown =
                writes.oldest()
                        .map(since -> Duration.between(since, now).dividedBy(SHARE))
                        .map(share -> share.compareTo(SOONEST) < 0 ? SOONEST : share)
                        .map(now::plus);
        Optional<Instant> tried = placing.next();
        return shown.isPresent() && tried.isPresent()
                ? tried.filter(shown.get()::isAfter).or(() -> shown)
                : shown.or(() -> tried);
    }
}
