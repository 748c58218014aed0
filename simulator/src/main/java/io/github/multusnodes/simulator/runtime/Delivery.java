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
     * @param seed of request ids and of scattering
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

    /** Takes an event; returns at once. */
    public void publish(Event event) {
        switch (mishaps.meet(event).orElse(null)) {
            case null -> send(event, latency);
            case Mishap.Lose _ -> log.addLost(event);
            case Mishap.Delay delay -> send(event, latency.plus(delay.by()));
            case Mishap.Scatter scatter -> send(event, latency.plus(upTo(scatter.within())));
            case Mishap.Duplicate duplicate -> {
                send(event, latency);
                send(event, latency.plus(duplicate.after()));
            }
        }
    }

    /** What became of every event. */
    public DeliveryLog log() {
        return log;
    }

    private void send(Event event, Duration after) {
        time.after(after, () -> route(event));
    }

    private void route(Event event) {
        List<Rule> matching = rules.stream().filter(rule -> rule.matches().test(event)).toList();
        if (matching.isEmpty()) {
            log.addUnmatched(event);
        }
        matching.forEach(rule -> queueOf(rule.target()).accept(event, requestId()));
    }

    private synchronized AsyncQueue queueOf(Target target) {
        return queues.computeIfAbsent(target, _ -> new AsyncQueue(time, target, log));
    }

    private synchronized String requestId() {
        return ids.uuid();
    }

    private synchronized Duration upTo(Duration most) {
        return Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
    }
}
