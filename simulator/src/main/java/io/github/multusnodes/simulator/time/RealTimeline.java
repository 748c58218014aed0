package io.github.multusnodes.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Time as the wall clock has it. */
public final class RealTimeline implements Timeline, AutoCloseable {

    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("timeline").factory());

    public RealTimeline() {
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asleep", e);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        ScheduledFuture<?> planned =
                timers.schedule(
                        () -> start("timer", action), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public void start(String name, Runnable activity) {
        Thread.ofVirtual().name(name).start(activity);
    }

    @Override
    public <T> List<T> together(List<? extends Callable<? extends T>> tasks) {
        List<FutureTask<Outcome<T>>> running = new ArrayList<>();
        for (Callable<? extends T> task : tasks) {
            FutureTask<Outcome<T>> future = new FutureTask<>(() -> Outcome.of(task));
            Thread.ofVirtual().start(future);
            running.add(future);
        }
        return Outcome.results(running.stream().map(RealTimeline::join).toList());
    }

    @Override
    public Bell bell() {
        Semaphore rung = new Semaphore(0);
        return new Bell() {
            @Override
            public void ring() {
                rung.release();
            }

            @Override
            public void await(Duration most) {
                try {
                    if (rung.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                        rung.drainPermits();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    /** Calls off everything that is planned. */
    @Override
    public void close() {
        timers.shutdownNow();
    }

    private static <T> Outcome<T> join(FutureTask<Outcome<T>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for tasks", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A task's outcome could not be told", e);
        }
    }
}
