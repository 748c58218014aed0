package io.github.multusnodes.pods.agent;

import io.github.multusnodes.pods.plan.NodeEni;
import io.github.multusnodes.pods.port.Assignments;
import io.github.multusnodes.pods.port.NodeInterfaces;
import io.github.multusnodes.retry.CloudFailure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The node's interfaces: instance metadata shows them for nothing, EC2 knows the networks they were
 * made for.
 */
final class NodeView {

    /** So soon EC2 is asked again for an interface that it did not show. */
    private static final Duration UNKNOWN = Duration.ofSeconds(15);

    private final NodeInterfaces metadata;
    private final Assignments ec2;
    private final Duration asking;
    private final RandomGenerator jitter;
    private Map<String, NodeEni> known = Map.of();
    private Instant asked = Instant.MIN;
    private Instant routine = Instant.MIN;

    NodeView(AgentPorts ports, Duration asking) {
        this.metadata = ports.metadata();
        this.ec2 = ports.ec2();
        this.jitter = ports.jitter();
        this.asking = asking;
    }

    /**
     * As instance metadata shows them, with their networks so far as EC2 was asked.
     *
     * @throws CloudFailure if metadata does not answer
     */
    List<NodeEni> shown() {
        return metadata.list().stream()
                .map(
                        eni ->
                                eni.of(
                                        Optional.ofNullable(known.get(eni.id()))
                                                .flatMap(NodeEni::network)))
                .toList();
    }

    /** Whether nothing can be done before EC2 is asked. */
    boolean isBlind() {
        return known.isEmpty();
    }

    /** Whether EC2 is to be asked: for an interface that is new, or because it is time. */
    boolean isDue(List<NodeEni> shown, Instant now) {
        boolean news = shown.stream().anyMatch(eni -> !known.containsKey(eni.id()));
        return !now.isBefore(routine) || (news && !now.isBefore(asked.plus(UNKNOWN)));
    }

    /**
     * As EC2 has them; one call.
     *
     * @throws CloudFailure if EC2 refuses, or it or metadata cannot be reached
     */
    List<NodeEni> inEc2(Instant now) {
        asked = now;
        long millis = asking.toMillis();
        routine = now.plusMillis(millis * 3 / 4 + jitter.nextLong(millis / 2 + 1));
        List<NodeEni> all = ec2.ofInstance(metadata.instanceId());
        known = all.stream().collect(Collectors.toMap(NodeEni::id, eni -> eni));
        return all;
    }
}
