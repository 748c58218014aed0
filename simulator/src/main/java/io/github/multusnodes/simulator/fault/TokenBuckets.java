package io.github.multusnodes.simulator.fault;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * EC2's request throttling: one token bucket per account, Region and action, one token a request
 * ("Request throttling for the Amazon EC2 API"). Safe for use by several threads.
 */
public final class TokenBuckets {

    /**
     * How fast an action may be called.
     *
     * @param size how many requests may come at once
     * @param refill tokens a second
     */
    public record Rate(double size, double refill) {}

    private static final Rate MUTATING = new Rate(50, 5);
    private static final Rate INTERFACES = new Rate(100, 5);
    private static final Rate WIDE_READS = new Rate(50, 10);
    private static final Rate TAGS = new Rate(100, 10);
    private static final Rate RESERVATIONS = new Rate(5, 1);

    private final Map<String, Rate> rates;
    private final @Nullable Rate reads;
    private final Map<String, Bucket> buckets = new HashMap<>();

    private TokenBuckets(@Nullable Rate reads, Map<String, Rate> rates) {
        this.reads = reads;
        this.rates = Map.copyOf(rates);
    }

    /** No throttling. */
    public static TokenBuckets unlimited() {
        return new TokenBuckets(null, Map.of());
    }

    /**
     * The documented figures for the actions that are simulated. Auto Scaling's are not public:
     * unlimited.
     */
    public static TokenBuckets ec2() {
        return new TokenBuckets(
                new Rate(100, 20),
                Map.ofEntries(
                        Map.entry("CreateNetworkInterface", INTERFACES),
                        Map.entry("DeleteNetworkInterface", INTERFACES),
                        Map.entry("ModifyNetworkInterfaceAttribute", INTERFACES),
                        Map.entry("AssignPrivateIpAddresses", INTERFACES),
                        Map.entry("UnassignPrivateIpAddresses", INTERFACES),
                        Map.entry("AssignIpv6Addresses", INTERFACES),
                        Map.entry("UnassignIpv6Addresses", MUTATING),
                        Map.entry("AttachNetworkInterface", MUTATING),
                        Map.entry("DetachNetworkInterface", MUTATING),
                        Map.entry("CreateTags", TAGS),
                        Map.entry("DeleteTags", TAGS),
                        Map.entry("CreateSubnetCidrReservation", RESERVATIONS),
                        Map.entry("DeleteSubnetCidrReservation", RESERVATIONS),
                        Map.entry("TerminateInstances", INTERFACES),
                        Map.entry("RunInstances", new Rate(5, 2)),
                        Map.entry("DescribeInstances(all)", WIDE_READS),
                        Map.entry("DescribeNetworkInterfaces(all)", WIDE_READS)));
    }

    /** The same with another rate for one action. */
    public TokenBuckets with(String action, Rate rate) {
        Map<String, Rate> changed = new HashMap<>(rates);
        changed.put(action, rate);
        return new TokenBuckets(reads, changed);
    }

    /** How fast calls like this one may come; empty if they are not throttled. */
    public Optional<Rate> rateOf(Call call) {
        Rate rate = rates.get(bucketOf(call));
        return Optional.ofNullable(rate == null && isEc2Read(call.action()) ? reads : rate);
    }

    /** Takes a token for the call; false means that it is to be refused. */
    public synchronized boolean take(Call call, Instant now) {
        return rateOf(call)
                .map(
                        rate ->
                                buckets.computeIfAbsent(bucketOf(call), _ -> new Bucket(rate, now))
                                        .take(now))
                .orElse(true);
    }

    private static String bucketOf(Call call) {
        boolean narrow =
                call.parameters().keySet().stream()
                        .anyMatch(
                                name ->
                                        name.startsWith("Filter.")
                                                || name.equals("MaxResults")
                                                || name.startsWith("InstanceId.")
                                                || name.startsWith("NetworkInterfaceId."));
        boolean hasWideForm =
                call.action().equals("DescribeInstances")
                        || call.action().equals("DescribeNetworkInterfaces");
        return hasWideForm && !narrow ? call.action() + "(all)" : call.action();
    }

    private static boolean isEc2Read(String action) {
        return (action.startsWith("Describe") || action.startsWith("Get"))
                && !action.startsWith("DescribeAutoScaling")
                && !action.startsWith("DescribeLifecycle")
                && !action.startsWith("DescribeInstanceRefreshes")
                && !action.startsWith("DescribeWarmPool")
                && !action.startsWith("DescribeScalingActivities");
    }

    private static final class Bucket {
        private final Rate rate;
        private double tokens;
        private Instant filled;

        Bucket(Rate rate, Instant now) {
            this.rate = rate;
            this.tokens = rate.size();
            this.filled = now;
        }

        boolean take(Instant now) {
            double seconds = Duration.between(filled, now).toNanos() / 1e9;
            tokens = Math.min(rate.size(), tokens + seconds * rate.refill());
            filled = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
