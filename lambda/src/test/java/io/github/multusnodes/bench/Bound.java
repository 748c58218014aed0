package io.github.multusnodes.bench;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Latencies;
import io.github.multusnodes.simulator.fault.TokenBuckets;
import io.github.multusnodes.simulator.fault.TokenBuckets.Rate;
import io.github.multusnodes.simulator.scenario.Scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What no program can beat: the time from the launch events to the last node in service, under
 * EC2's rules, the simulator's latencies and its token buckets.
 *
 * <p><b>The calls that cannot be saved.</b> For each node its instance, its type, the subnets and
 * the interfaces in them; for each interface the reservations of its subnet, one create, one attach
 * and two modifies. CreateNetworkInterface has no parameter for the source/destination check,
 * AttachNetworkInterface none for DeleteOnTermination, ModifyNetworkInterfaceAttribute takes one
 * interface and one attribute a call, and ModifyInstanceAttribute refuses an instance that has more
 * than one interface (aws-cdk issue 13791).
 *
 * <p><b>The critical path</b> of a node: the event is delivered, two rounds of reads (the second
 * asks for what the first has found), create, attach, modify, the answer, and Auto Scaling's step
 * to InService. A call takes effect, and its token, half way through its latency.
 *
 * <p><b>The buckets.</b> A bucket of {@code size} gives {@code size} tokens at once and then {@code
 * refill} a second, so the last of {@code calls} comes {@code (calls - size) / refill} after the
 * first. The first cannot come before what precedes it on the path, and what follows it on the path
 * comes after the last. The check alone may be set beside the attach, which then is not waited for.
 *
 * @param action whose bucket takes longest; {@code none} where the critical path does
 */
record Bound(String action, Duration time) {

    /** From an event to the function, as {@code Stage} delivers it. */
    private static final Duration DELIVERY = Duration.ofMillis(500);

    private static final Latencies LATENCIES = Latencies.realistic();

    /** The bound of a burst of nodes in one zone, each with its networks in as many subnets. */
    static Bound of(int nodes, int networks, TokenBuckets buckets) {
        Bound worst = new Bound("none", path());
        for (Map.Entry<String, Integer> calls : leastCalls(nodes, networks).entrySet()) {
            String action = calls.getKey();
            Duration whole = path().plus(span(action, calls.getValue(), buckets));
            Duration time =
                    action.equals("ModifyNetworkInterfaceAttribute")
                            ? whole.minus(LATENCIES.of("AttachNetworkInterface"))
                            : whole;
            if (time.compareTo(worst.time()) > 0) {
                worst = new Bound(action, time);
            }
        }
        return worst;
    }

    /** Of one node that nothing throttles. */
    static Duration path() {
        return DELIVERY.plus(LATENCIES.of("DescribeInstances"))
                .plus(LATENCIES.of("DescribeNetworkInterfaces"))
                .plus(LATENCIES.of("CreateNetworkInterface"))
                .plus(LATENCIES.of("AttachNetworkInterface"))
                .plus(LATENCIES.of("ModifyNetworkInterfaceAttribute"))
                .plus(LATENCIES.of("CompleteLifecycleAction").dividedBy(2))
                .plus(Scenario.realistic().autoScaling().proceeding());
    }

    /** Without the two that tell which hook it is and the one that answers it. */
    static Map<String, Integer> leastCalls(int nodes, int networks) {
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

    /** From the first call to the last. */
    private static Duration span(String action, int calls, TokenBuckets buckets) {
        Call call = new Call(1, "bench", action, Map.of("Filter.1.Name", "subnet-id"));
        return buckets.rateOf(call)
                .map(rate -> Duration.ofMillis((long) (1000 * seconds(calls, rate))))
                .orElse(Duration.ZERO);
    }

    private static double seconds(int calls, Rate rate) {
        return Math.max(0, (calls - rate.size()) / rate.refill());
    }
}
