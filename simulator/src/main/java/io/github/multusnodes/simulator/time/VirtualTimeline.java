package io.github.multusnodes.simulator.time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Discrete-event time: nothing runs but what is due, one thing at a time, and the clock jumps to
 * the next due moment. What is due at the same moment runs in an order drawn from the seed, so a
 * run can be replayed exactly.
 *
 * <p>Whoever holds no activity of this timeline (a test's own thread) drives it: its {@link
 * #sleep}, {@link #together} and the {@code run…} methods let the simulated world go on. Only one
 * thread may drive.
 */
public final class VirtualTimeline implements Timeline {

    private static final Comparator<Due> ORDER =
            Comparator.comparing(Due::at).thenComparingInt(Due::lot).thenComparingLong(Due::number);

    private final PriorityQueue<Due> due = new PriorityQueue<>(ORDER);
    private final Random lots;
    private final Semaphore driver = new Semaphore(0);
    private static final ThreadLocal<@Nullable Activity> CURRENT = new ThreadLocal<>();
    private volatile Instant now;
    private long planned;
    private @Nullable Throwable failure;

    public VirtualTimeline(Instant start, long seed) {
        this.now = start;
        this.lots = new Random(seed);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        Due entry = new Due(now.plus(delay), lots.nextInt(), planned++, action);
        due.add(entry);
        return entry::cancel;
    }

    @Override
    public void sleep(Duration duration) {
        Activity activity = CURRENT.get();
        if (activity == null) {
            runUntil(now.plus(duration));
        } else {
            after(duration, () -> resume(activity));
            giveWay(activity);
        }
    }

    @Override
    public void start(String name, Runnable body) {
        after(Duration.ZERO, () -> begin(name, body));
    }

    @Override
    public <T> List<T> together(List<? extends Callable<? extends T>> tasks) {
        Gathering<T> gathering = new Gathering<>(tasks);
        Activity parent = CURRENT.get();
        for (int i = 0; i < tasks.size(); i++) {
            int index = i;
            start(
                    "task " + index,
                    () -> {
                        if (gathering.run(index) && parent != null) {
                            after(Duration.ZERO, () -> resume(parent));
                        }
                    });
        }
        if (parent == null) {
            runUntil(gathering::complete);
        } else if (!tasks.isEmpty()) {
            giveWay(parent);
        }
        return gathering.results();
    }

    @Override
    public Bell bell() {
        return new VirtualBell();
    }

    /** Lets the world go on until a moment, and sets the clock to it. */
    public void runUntil(Instant moment) {
        while (step(moment)) {
            rethrowFailure();
        }
        now = moment;
    }

    /**
     * Lets the world go on until a condition holds.
     *
     * @throws IllegalStateException if nothing is left to happen and the condition still does not
     *     hold
     */
    public void runUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!step(Instant.MAX)) {
                throw new IllegalStateException("Nothing is left to happen at " + now);
            }
            rethrowFailure();
        }
    }

    /** Lets the world go on until nothing is planned any more. */
    public void runUntilQuiet() {
        while (step(Instant.MAX)) {
            rethrowFailure();
        }
    }

    private boolean step(Instant limit) {
        Due next = due.peek();
        while (next != null && next.cancelled) {
            due.remove();
            next = due.peek();
        }
        if (next == null || next.at.isAfter(limit)) {
            return false;
        }
        due.remove();
        now = next.at;
        next.action.run();
        return true;
    }

    private void begin(String name, Runnable body) {
        Activity activity = new Activity();
        Thread.ofVirtual()
                .name(name)
                .start(
                        () -> {
                            activity.turn.acquireUninterruptibly();
                            CURRENT.set(activity);
                            try {
                                body.run();
                            } catch (Throwable thrown) {
                                failure = thrown;
                            } finally {
                                driver.release();
                            }
                        });
        resume(activity);
    }

    private void resume(Activity activity) {
        activity.turn.release();
        driver.acquireUninterruptibly();
    }

    private void giveWay(Activity activity) {
        driver.release();
        activity.turn.acquireUninterruptibly();
    }

    private void rethrowFailure() {
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("An activity failed at " + now, thrown);
        }
    }

    private static final class Activity {
        private final Semaphore turn = new Semaphore(0);
    }

    private static final class Due {
        private final Instant at;
        private final int lot;
        private final long number;
        private final Runnable action;
        private boolean cancelled;

        Due(Instant at, int lot, long number, Runnable action) {
            this.at = at;
            this.lot = lot;
            this.number = number;
            this.action = action;
        }

        Instant at() {
            return at;
        }

        int lot() {
            return lot;
        }

        long number() {
            return number;
        }

        void cancel() {
            cancelled = true;
        }
    }

    /** A bell that one activity waits for, or whoever drives. */
    private final class VirtualBell implements Bell {
        private boolean rung;
        private @Nullable Activity waiting;
        private @Nullable Timer limit;

        @Override
        public void ring() {
            Activity activity = waiting;
            if (!rung && activity != null && limit != null) {
                limit.cancel();
                after(Duration.ZERO, () -> resume(activity));
            }
            rung = true;
        }

        @Override
        public void await(Duration most) {
            if (!rung && most.isPositive()) {
                Activity activity = CURRENT.get();
                if (activity == null) {
                    drive(now.plus(most));
                } else {
                    waiting = activity;
                    limit = after(most, () -> resume(activity));
                    giveWay(activity);
                    waiting = null;
                }
            }
            rung = false;
        }

        private void drive(Instant end) {
            Timer passed = after(Duration.between(now, end), () -> {});
            runUntil(() -> rung || !now.isBefore(end));
            passed.cancel();
        }
    }

    /** Tasks that run beside each other, and what came of them. */
    private static final class Gathering<T> {
        private final List<? extends Callable<? extends T>> tasks;
        private final List<@Nullable Outcome<T>> outcomes = new ArrayList<>();
        private int left;

        Gathering(List<? extends Callable<? extends T>> tasks) {
            this.tasks = tasks;
            this.left = tasks.size();
            tasks.forEach(_ -> outcomes.add(null));
        }

        /** Runs one task; answers whether it was the last to end. */
        boolean run(int index) {
            outcomes.set(index, Outcome.of(tasks.get(index)));
            left--;
            return left == 0;
        }

        boolean complete() {
            return left == 0;
        }

        List<T> results() {
            return Outcome.results(outcomes);
        }
    }
}
