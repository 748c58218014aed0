package io.github.multusnodes.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The one place where calls are repeated: only for failures that pass, with exponential back-off
 * and jitter, and never beyond the deadline. Calls that are throttled wait as {@link Throttle} has
 * it.
 */
public final class Retry {

    private static final Duration FIRST = Duration.ofMillis(300);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Time time;
    private final RandomGenerator jitter;
    private final Instant deadline;
    private final Consumer<RuntimeException> beforeWaiting;
    private final Runnable meanwhile;
    private final Map<String, Throttle> throttles;

    /**
     * Sets the bounds of a run.
     *
     * @param beforeWaiting told what each wait is for
     */
    public Retry(
            Time time,
            RandomGenerator jitter,
            Instant deadline,
            Consumer<RuntimeException> beforeWaiting) {
        this(time, jitter, deadline, beforeWaiting, () -> {}, new ConcurrentHashMap<>());
    }

    private Retry(
            Time time,
            RandomGenerator jitter,
            Instant deadline,
            Consumer<RuntimeException> beforeWaiting,
            Runnable meanwhile,
            Map<String, Throttle> throttles) {
        this.time = time;
        this.jitter = jitter;
        this.deadline = deadline;
        this.beforeWaiting = beforeWaiting;
        this.meanwhile = meanwhile;
        this.throttles = throttles;
    }

    /** The same, but for so long at most. */
    public Retry within(Duration most) {
        Instant earlier = time.now().plus(most);
        Instant end = earlier.isBefore(deadline) ? earlier : deadline;
        return new Retry(time, jitter, end, beforeWaiting, meanwhile, throttles);
    }

    /** The same, but with something that is done every few seconds of each wait. */
    public Retry meanwhile(Runnable other) {
        return new Retry(time, jitter, deadline, beforeWaiting, other, throttles);
    }

    /**
     * Calls until it succeeds or fails for good.
     *
     * @throws CloudFailure if it fails in a way that does not pass
     * @throws ClusterFailure likewise
     * @throws OutOfTime if it still fails at the deadline
     */
    public <T> T call(Supplier<T> call) {
        for (int attempt = 0; ; attempt++) {
            try {
                return call.get();
            } catch (CloudFailure failure) {
                pauseIf(failure.kind().passes(), attempt, failure);
            } catch (ClusterFailure failure) {
                pauseIf(failure.kind().passes(), attempt, failure);
            }
        }
    }

    private void pauseIf(boolean passes, int attempt, RuntimeException failure) {
        if (!passes) {
            throw failure;
        }
        Optional<Throttle> throttle = throttled(failure).map(this::throttle);
        throttle.ifPresentOrElse(its -> await(its, failure), () -> pause(attempt, failure));
    }

    private Throttle throttle(String what) {
        return throttles.computeIfAbsent(what, _ -> new Throttle(jitter));
    }

    private void await(Throttle throttle, RuntimeException why) {
        beforeWaiting.accept(why);
        throttle.refused(time.now());
        Duration left = throttle.untilTurn(time.now());
        while (left.isPositive()) {
            pause(left, why);
            left = throttle.untilTurn(time.now());
        }
    }

    /** As {@link #call(Supplier)}, for a call without a result. */
    public void run(Runnable call) {
        call(
                () -> {
                    call.run();
                    return true;
                });
    }

    /**
     * To be called before a new try that needs no wait.
     *
     * @throws OutOfTime if the deadline has passed
     */
    public void again(RuntimeException why) {
        if (time.now().isAfter(deadline)) {
            throw new OutOfTime("Out of time: " + why.getMessage(), why);
        }
    }

    /**
     * Waits before attempt {@code attempt + 1}.
     *
     * @throws OutOfTime if the deadline would pass meanwhile
     */
    public void pause(int attempt, RuntimeException why) {
        beforeWaiting.accept(why);
        pause(backOff(attempt), why);
    }

    private void pause(Duration wait, RuntimeException why) {
        Instant until = time.now().plus(wait);
        if (until.isAfter(deadline)) {
            throw new OutOfTime("Out of time: " + why.getMessage(), why);
        }
        for (Duration left = wait; left.isPositive(); left = Duration.between(time.now(), until)) {
            meanwhile.run();
            time.pause(left.compareTo(LONGEST) < 0 ? left : LONGEST);
        }
    }

    /** What is throttled, if that is what stands in the way. */
    private static Optional<String> throttled(RuntimeException why) {
        return switch (why) {
            case CloudFailure failure when failure.kind() == FailureKind.THROTTLED ->
                    Optional.of(failure.action());
            case ClusterFailure failure when failure.kind() == ClusterFailure.Kind.THROTTLED ->
                    Optional.of("the cluster");
            default -> Optional.empty();
        };
    }

    /** Half of the wait is fixed, half is chance, so that callers who failed together part. */
    private Duration backOff(int attempt) {
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt, 10));
        return Duration.ofMillis(most / 2 + jitter.nextLong(most / 2 + 1));
    }
}
