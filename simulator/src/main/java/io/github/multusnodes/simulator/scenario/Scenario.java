package io.github.multusnodes.simulator.scenario;

import io.github.multusnodes.simulator.fault.Latencies;
import io.github.multusnodes.simulator.fault.TokenBuckets;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * How a simulated world behaves. Everything that is left to chance is drawn from the seed.
 *
 * @param seed of identifiers, of the order of simultaneous things, of lags
 * @param start the moment at which virtual time begins
 * @param latencies how long calls take
 * @param throttling how EC2 throttles
 * @param mostLag a change is seen by readers after at most so long; zero means at once
 * @param boot from an instance's launch until it is {@code running}
 * @param shutdown from an instance's termination until it is {@code terminated} and its interfaces
 *     are gone
 * @param terminatedVisible how long a terminated instance can still be described
 * @param attaching from an accepted attach until the attachment is {@code attached}, from a detach
 *     or the end of the instance until the interface is {@code available}
 * @param metadataLag from a change of an interface until instance metadata shows it: "remapping of
 *     addresses is asynchronous" (AssignPrivateIpAddresses)
 * @param autoScaling how Auto Scaling behaves
 */
public record Scenario(
        long seed,
        Instant start,
        Latencies latencies,
        Throttling throttling,
        Duration mostLag,
        Duration boot,
        Duration shutdown,
        Duration terminatedVisible,
        Duration attaching,
        Duration metadataLag,
        AutoScalingSettings autoScaling) {

    /**
     * How EC2 throttles.
     *
     * @param fresh gives a fresh set of token buckets
     */
    public record Throttling(Supplier<TokenBuckets> fresh) {
        public static final Throttling NONE = new Throttling(TokenBuckets::unlimited);

        /** By the documented rates. */
        public static final Throttling EC2 = new Throttling(TokenBuckets::ec2);

        /** The same with another rate for one action. */
        public Throttling with(String action, TokenBuckets.Rate rate) {
            return new Throttling(() -> fresh.get().with(action, rate));
        }
    }

    /** No call takes time, nothing lags, nothing is throttled; instances are up after a second. */
    public static Scenario plain() {
        return new Scenario(
                1,
                Instant.parse("2026-01-01T00:00:00Z"),
                Latencies.none(),
                Throttling.NONE,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ZERO,
                AutoScalingSettings.plain());
    }

    /**
     * Latencies, throttling and boot times as a Region has them. How long instance metadata lags is
     * published nowhere: a second is an assumption.
     */
    public static Scenario realistic() {
        return plain().withLatencies(Latencies.realistic())
                .withThrottling(Throttling.EC2)
                .withInstanceTimes(Duration.ofSeconds(4), Duration.ofSeconds(3))
                .withMetadataLag(Duration.ofSeconds(1))
                .withAutoScaling(AutoScalingSettings.realistic());
    }

    /** A fresh set of token buckets. */
    public TokenBuckets buckets() {
        return throttling.fresh().get();
    }

    /** The same with another seed. */
    public Scenario withSeed(long other) {
        return new Scenario(
                other,
                start,
                latencies,
                throttling,
                mostLag,
                boot,
                shutdown,
                terminatedVisible,
                attaching,
                metadataLag,
                autoScaling);
    }

    /** The same with other latencies. */
    public Scenario withLatencies(Latencies other) {
        return new Scenario(
                seed,
                start,
                other,
                throttling,
                mostLag,
                boot,
                shutdown,
                terminatedVisible,
                attaching,
                metadataLag,
                autoScaling);
    }

    /** The same with or without throttling. */
    public Scenario withThrottling(Throttling other) {
        return new Scenario(
                seed,
                start,
                latencies,
                other,
                mostLag,
                boot,
                shutdown,
                terminatedVisible,
                attaching,
                metadataLag,
                autoScaling);
    }

    /** The same with readers that lag behind by at most so long. */
    public Scenario withLag(Duration most) {
        return new Scenario(
                seed,
                start,
                latencies,
                throttling,
                most,
                boot,
                shutdown,
                terminatedVisible,
                attaching,
                metadataLag,
                autoScaling);
    }

    /** The same with other times for instances to come up and to go. */
    public Scenario withInstanceTimes(Duration otherBoot, Duration otherShutdown) {
        return new Scenario(
                seed,
                start,
                latencies,
                throttling,
                mostLag,
                otherBoot,
                otherShutdown,
                terminatedVisible,
                attaching,
                metadataLag,
                autoScaling);
    }

    /** The same with terminated instances that can be described for so long. */
    public Scenario withTerminatedVisible(Duration other) {
        return new Scenario(
                seed,
                start,
                latencies,
                throttling,
                mostLag,
                boot,
                shutdown,
                other,
                attaching,
                metadataLag,
                autoScaling);
    }

    /** The same with interfaces that take so long to be attached or detached. */
    public Scenario withAttaching(Duration other) {
        return new Scenario(
                seed,
                start,
                latencies,
                throttling,
                mostLag,
                boot,
                shutdown,
                terminatedVisible,
                other,
                metadataLag,
                autoScaling);
    }

    /** The same with instance metadata that shows changes after so long. */
    public Scenario withMetadataLag(Duration other) {
        return new Scenario(
                seed,
                start,
                latencies,
                throttling,
                mostLag,
                boot,
                shutdown,
                terminatedVisible,
                attaching,
                other,
                autoScaling);
    }

    /** The same with other ways of Auto Scaling. */
    public Scenario withAutoScaling(AutoScalingSettings other) {
        return new Scenario(
                seed,
                start,
                latencies,
                throttling,
                mostLag,
                boot,
                shutdown,
                terminatedVisible,
                attaching,
                metadataLag,
                other);
    }
}
