package io.github.multusnodes.reconcile;

import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.ClusterFailure;
import io.github.multusnodes.port.FailureKind;
import io.github.multusnodes.port.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The one place where calls are repeated: only for failures that pass, with exponential back-off
 * and jitter, and never beyond the deadline.
 */
final class Retry {

    private static final Duration FIRST = Duration.ofMillis(300);

    /** A bucket that is empty refills by a few tokens a second, for all callers together. */
    private static final Duration FIRST_WHEN_THROTTLED = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Time time;
    private final RandomGenerator jitter;
    private final Instant deadline;
    private final Consumer<RuntimeException> beforeWaiting;

    /**
     * Sets the bounds of a run.
     *
     * @param beforeWaiting told what each wait is for
     */
    Retry(
            Time time,
            RandomGenerator jitter,
            Instant deadline,
            Consumer<RuntimeException> beforeWaiting) {
        this.time = time;
        this.jitter = jitter;
        this.deadline = deadline;
        this.beforeWaiting = beforeWaiting;
    }

    /** The same, but for so long at most. */
    Retry within(Duration most) {
        Instant earlier = time.now().plus(most);
        return new Retry(
                time, jitter, earlier.isBefore(deadline) ? earlier : deadline, beforeWaiting);
    }

    /**
     * Calls until it succeeds or fails for good.
     *
     * @throws CloudFailure if it fails in a way that does not pass
     * @throws ClusterFailure likewise
     * @throws OutOfTime if it still fails at the deadline
     */
    <T> T call(Supplier<T> call) {
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
        pause(attempt, failure);
    }

    /** As {@link #call(Supplier)}, for a call without a result. */
    void run(Runnable call) {
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
    void again(RuntimeException why) {
        if (time.now().isAfter(deadline)) {
            throw new OutOfTime("Out of time: " + why.getMessage(), why);
        }
    }

    /**
     * Waits before attempt {@code attempt + 1}.
     *
     * @throws OutOfTime if the deadline would pass meanwhile
     */
    void pause(int attempt, RuntimeException why) {
        beforeWaiting.accept(why);
        Duration wait = backOff(attempt, first(why));
        if (time.now().plus(wait).isAfter(deadline)) {
            throw new OutOfTime("Out of time: " + why.getMessage(), why);
        }
        time.pause(wait);
    }

    private static Duration first(RuntimeException why) {
        return isThrottled(why) ? FIRST_WHEN_THROTTLED : FIRST;
    }

    private static boolean isThrottled(RuntimeException why) {
        return switch (why) {
            case CloudFailure failure -> failure.kind() == FailureKind.THROTTLED;
            case ClusterFailure failure -> failure.kind() == ClusterFailure.Kind.THROTTLED;
            default -> false;
        };
    }

    /** Half of the wait is fixed, half is chance, so that callers who failed together part. */
    private Duration backOff(int attempt, Duration first) {
        long most = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(attempt, 10));
        return Duration.ofMillis(most / 2 + jitter.nextLong(most / 2 + 1));
    }
}
