package io.github.multusnodes.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** Time, waiting and doing things side by side; in tests all three are virtual. */
public interface Time {

    /** The present moment. */
    Instant now();

    /** Holds the caller for a while. */
    void pause(Duration duration);

    /**
     * Runs tasks side by side and waits for all of them.
     *
     * @return their results, in the order of the tasks
     * @throws RuntimeException the first task's failure, with those of the others suppressed in it
     */
    <T> List<T> together(List<? extends Callable<? extends T>> tasks);
}
