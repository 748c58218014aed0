package io.github.multusnodes.simulator.runtime;

import io.github.multusnodes.simulator.state.Ids;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The way of an event from the bus by rules to Lambda's asynchronous queues, and what goes wrong on
 * it. Safe for use by several threads.
 */
public final class Delivery {

    private final Timeline time;
    private final Duration latency;
    private final Mishaps mishaps;
    private final Ids ids;
    private final Random random;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Map<Target, AsyncQueue> queues = new HashMap<>();
    private final DeliveryLog log = new DeliveryLog();

    /**
     * @param latency from an event's publication until its function is invoked, when all goes well
     * @param seed of ids and of scattering
     */
    public Delivery(Timeline time, Duration latency, Mishaps mishaps, long seed) {
        this.time = time;
        this.latency = latency;
        this.mishaps = mishaps;
        this.ids = new Ids(seed);
        this.random = new Random(seed);
    }

    /** Adds a rule; an event goes to the target of every rule that matches it. */
    public Delivery add(Rule rule) {
        rules.add(rule);
        return this;
    }

    /**
     * A rule that invokes the target once in each period, once it is started. Its events meet
     * mishaps like all others, and no other rule.
     *
     * @param period longer than zero; EventBridge itself takes whole minutes
     */
    public ScheduledRule schedule(String name, Duration period, Target target) {
        return new ScheduledRule(name, period, target, this, time);
    }

    /** Takes an event; returns at once. */
    public void publish(Event event) {
        carry(event, () -> route(event));
    }

    /** Takes an event of a rule's own. */
    void publishTo(Target target, Event event) {
        carry(event, () -> hand(event, target));
    }

    /** What became of every event. */
    public DeliveryLog log() {
        return log;
    }

    private void carry(Event event, Runnable arrival) {
        switch (mishaps.meet(event).orElse(null)) {
            case null -> time.after(latency, arrival);
            case Mishap.Lose _ -> log.addLost(event);
            case Mishap.Delay delay -> time.after(latency.plus(delay.by()), arrival);
            case Mishap.Scatter scatter ->
                    time.after(latency.plus(upTo(scatter.within())), arrival);
            case Mishap.Duplicate duplicate -> {
                time.after(latency, arrival);
                time.after(latency.plus(duplicate.after()), arrival);
            }
        }
    }

    private void route(Event event) {
        List<Rule> matching = rules.stream().filter(rule -> rule.matches().test(event)).toList();
        if (matching.isEmpty()) {
            log.addUnmatched(event);
        }
        matching.forEach(rule -> hand(event, rule.target()));
    }

    private void hand(Event event, Target target) {
        queueOf(target).accept(event, newId());
    }

    private synchronized AsyncQueue queueOf(Target target) {
        return queues.computeIfAbsent(target, _ -> new AsyncQueue(time, target, log));
    }

    synchronized String newId() {
        return ids.uuid();
    }

    private synchronized Duration upTo(Duration most) {
        return Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
    }
}
