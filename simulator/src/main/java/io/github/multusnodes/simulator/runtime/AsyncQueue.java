package io.github.multusnodes.simulator.runtime;

import io.github.multusnodes.simulator.runtime.DeadLetter.Condition;
import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.time.Instant;

/** Lambda's queue in front of a function that is invoked asynchronously. */
final class AsyncQueue {

    private static final Duration FIRST_THROTTLE_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_THROTTLE_WAIT = Duration.ofMinutes(5);

    private final Timeline time;
    private final Function function;
    private final AsyncSettings settings;
    private final DeliveryLog log;
    private int running;

    AsyncQueue(Timeline time, Target target, DeliveryLog log) {
        this.time = time;
        this.function = target.function();
        this.settings = target.settings();
        this.log = log;
    }

    void accept(Event event, String requestId) {
        Instant now = time.now();
        attempt(
                new Waiting(
                        event,
                        requestId,
                        now.plus(settings.maximumAge()),
                        1,
                        FIRST_THROTTLE_WAIT,
                        "it was never run"));
    }

    private void attempt(Waiting waiting) {
        Instant start = time.now();
        if (!start.isBefore(waiting.expiry)) {
            giveUp(waiting, Condition.EVENT_AGE_EXCEEDED, waiting.attempt - 1);
        } else if (takePlace()) {
            function.invoke(
                    new Invocation(waiting.requestId, waiting.event.json()),
                    result -> over(waiting, start, result));
        } else {
            log.add(new Throttle(waiting.event, function.name(), start));
            later(waiting.throttled(), waiting.throttleWait);
        }
    }

    private void over(Waiting waiting, Instant start, InvocationResult result) {
        leavePlace();
        if (!result.succeeded()) {
            Waiting failed = waiting.failed(result.text());
            if (waiting.attempt > settings.retries()) {
                giveUp(failed, Condition.RETRIES_EXHAUSTED, waiting.attempt);
            } else {
                later(failed, settings.retryAfter().multipliedBy(1L << (waiting.attempt - 1)));
            }
        }
        log.add(
                new InvocationRecord(
                        waiting.event,
                        function.name(),
                        waiting.attempt,
                        waiting.requestId,
                        start,
                        time.now(),
                        result));
    }

    private void later(Waiting waiting, Duration wait) {
        Duration left = Duration.between(time.now(), waiting.expiry);
        Duration shorter = wait.compareTo(left) < 0 ? wait : left;
        time.after(shorter.isNegative() ? Duration.ZERO : shorter, () -> attempt(waiting));
    }

    private void giveUp(Waiting waiting, Condition condition, int attempts) {
        log.add(
                new DeadLetter(
                        waiting.event,
                        function.name(),
                        waiting.requestId,
                        condition,
                        attempts,
                        time.now(),
                        waiting.lastError));
    }

    private synchronized boolean takePlace() {
        if (running >= settings.reservedConcurrency()) {
            return false;
        }
        running++;
        return true;
    }

    private synchronized void leavePlace() {
        running--;
    }

    /** An event in the queue. */
    private record Waiting(
            Event event,
            String requestId,
            Instant expiry,
            int attempt,
            Duration throttleWait,
            String lastError) {

        Waiting failed(String error) {
            return new Waiting(event, requestId, expiry, attempt + 1, FIRST_THROTTLE_WAIT, error);
        }

        Waiting throttled() {
            Duration doubled = throttleWait.multipliedBy(2);
            Duration next =
                    doubled.compareTo(LONGEST_THROTTLE_WAIT) < 0 ? doubled : LONGEST_THROTTLE_WAIT;
            return new Waiting(event, requestId, expiry, attempt, next, lastError);
        }
    }
}
