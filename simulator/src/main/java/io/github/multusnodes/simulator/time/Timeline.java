package io.github.multusnodes.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Time as a simulated world lives it. {@link VirtualTimeline} jumps from one due moment to the next
 * and runs one thing at a time, in an order a seed decides; {@link RealTimeline} follows the wall
 * clock.
 */
public interface Timeline {

    /** The present moment of the simulated world. */
    Instant now();

    /**
     * Holds the caller for a duration of simulated time. In virtual time other things run
     * meanwhile.
     */
    void sleep(Duration duration);

    /** Runs an action once, after a delay, unless the timer is cancelled before. */
    Timer after(Duration delay, Runnable action);

    /** Starts an activity that may sleep, beside the caller. */
    void start(String name, Runnable activity);

    /**
     * Runs tasks beside each other and waits for all of them.
     *
     * @return their results, in the order of the tasks
     * @throws RuntimeException the first task's failure, with those of the others suppressed in it
     */
    <T> List<T> together(List<? extends Callable<? extends T>> tasks);

    /** A new bell, which nobody has rung yet. */
    Bell bell();

    /** What one waits for and others ring. */
    interface Bell {
        /** Wakes the one who waits, or the next who would. */
        void ring();

        /**
         * Holds the caller until somebody has rung since it was last heard, or for a duration of
         * simulated time. In virtual time other things run meanwhile. It returns early if its
         * thread is interrupted, which stays so.
         */
        void await(Duration most);
    }

    /** A planned action that can be called off. */
    interface Timer {
        /** Calls the action off; without effect once it has run. */
        void cancel();
    }
}
