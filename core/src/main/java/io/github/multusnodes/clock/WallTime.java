package io.github.multusnodes.clock;

import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** {@link Time} as the machine has it; what is done side by side runs on virtual threads. */
public final class WallTime implements Time {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    @Override
    public <T> List<T> together(List<? extends Callable<? extends T>> tasks) {
        List<FutureTask<T>> running = new ArrayList<>();
        for (Callable<? extends T> task : tasks) {
            FutureTask<T> future = new FutureTask<>(task::call);
            Thread.ofVirtual().start(future);
            running.add(future);
        }
        List<T> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (FutureTask<T> future : running) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", e);
            }
        }
        if (!failures.isEmpty()) {
            throw unchecked(failures);
        }
        return results;
    }

    private static RuntimeException unchecked(List<Throwable> failures) {
        Throwable first = failures.getFirst();
        failures.stream()
                .skip(1)
                .filter(other -> !other.equals(first))
                .forEach(first::addSuppressed);
        return switch (first) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException("A task failed", first);
        };
    }
}
