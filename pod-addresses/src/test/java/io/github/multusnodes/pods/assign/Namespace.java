package io.github.multusnodes.pods.assign;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.PodInterface;
import io.github.multusnodes.pods.port.PodNetwork;
import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pod's network namespace that a test changes. */
final class Namespace implements PodNetwork {

    private static final Duration POLL = Duration.ofMillis(10);

    private final Time time;
    private final Map<String, PodInterface> interfaces = new TreeMap<>();
    private int changes;

    Namespace(Time time) {
        this.time = time;
    }

    /** Sets an interface's addresses, and makes it if it is missing. */
    Namespace set(String name, Optional<String> mac, String... addresses) {
        List<Ip> its = List.of(addresses).stream().map(Ip::parse).toList();
        interfaces.put(name, new PodInterface(name, Optional.empty(), mac, its));
        changes++;
        return this;
    }

    @Override
    public List<PodInterface> interfaces() {
        return new ArrayList<>(interfaces.values());
    }

    @Override
    public void awaitChange(Duration most) {
        Instant end = time.now().plus(most);
        int before = changes;
        while (changes == before && time.now().isBefore(end)) {
            Duration left = Duration.between(time.now(), end);
            time.pause(left.compareTo(POLL) < 0 ? left : POLL);
        }
    }
}
