package io.github.multusnodes.simulator.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long calls take, by action. */
public final class Latencies {

    private final Duration usual;
    private final Map<String, Duration> byAction;

    private Latencies(Duration usual, Map<String, Duration> byAction) {
        this.usual = usual;
        this.byAction = Map.copyOf(byAction);
    }

    /** No call takes any time. */
    public static Latencies none() {
        return new Latencies(Duration.ZERO, Map.of());
    }

    /** Figures as a Region shows them: reads a quarter of a second, an attach more than one. */
    public static Latencies realistic() {
        return new Latencies(Duration.ofMillis(250), Map.of())
                .with("CreateNetworkInterface", Duration.ofMillis(450))
                .with("AttachNetworkInterface", Duration.ofMillis(1200))
                .with("DetachNetworkInterface", Duration.ofMillis(1200))
                .with("DeleteNetworkInterface", Duration.ofMillis(400))
                .with("ModifyNetworkInterfaceAttribute", Duration.ofMillis(350))
                .with("CompleteLifecycleAction", Duration.ofMillis(150))
                .with("RecordLifecycleActionHeartbeat", Duration.ofMillis(150));
    }

    /** The same with another figure for one action. */
    public Latencies with(String action, Duration latency) {
        Map<String, Duration> changed = new HashMap<>(byAction);
        changed.put(action, latency);
        return new Latencies(usual, changed);
    }

    /** How long a call of the action takes from request to answer. */
    public Duration of(String action) {
        return byAction.getOrDefault(action, usual);
    }
}
