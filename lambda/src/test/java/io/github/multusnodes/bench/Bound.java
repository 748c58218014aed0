package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.TokenBuckets;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What EC2's token buckets allow at best: the time in which the scarcest bucket gives one token for
 * each call that cannot be saved.
 *
 * @param action the one whose bucket takes longest; {@code none} where all calls fit at once
 * @param span from its first call to its last
 */
record Bound(String action, Duration span) {

    private static final Duration STEP = Duration.ofMillis(10);

    /** The bound of a burst in which every node makes each call once. */
    static Bound of(int nodes, int networks) {
        Bound worst = new Bound("none", Duration.ZERO);
        for (Map.Entry<String, Integer> calls : leastCalls(nodes, networks).entrySet()) {
            Duration span = drain(calls.getKey(), calls.getValue());
            if (span.compareTo(worst.span()) > 0) {
                worst = new Bound(calls.getKey(), span);
            }
        }
        return worst;
    }

    /** Two attributes are set on each interface, and EC2 sets one a call. */
    private static Map<String, Integer> leastCalls(int nodes, int networks) {
        int enis = nodes * networks;
        Map<String, Integer> calls = new LinkedHashMap<>();
        calls.put("DescribeInstances", nodes);
        calls.put("DescribeSubnets", nodes);
        calls.put("DescribeInstanceTypes", nodes);
        calls.put("DescribeNetworkInterfaces", nodes);
        calls.put("GetSubnetCidrReservations", enis);
        calls.put("CreateNetworkInterface", enis);
        calls.put("AttachNetworkInterface", enis);
        calls.put("ModifyNetworkInterfaceAttribute", 2 * enis);
        return calls;
    }

    private static Duration drain(String action, int calls) {
        TokenBuckets buckets = TokenBuckets.ec2();
        Call call = new Call(1, "bench", action, Map.of("Filter.1.Name", "subnet-id"));
        Instant start = Instant.EPOCH;
        Instant now = start;
        for (int made = 0; made < calls; made++) {
            while (!buckets.take(call, now)) {
                now = now.plus(STEP);
            }
        }
        return Duration.between(start, now);
    }
}
