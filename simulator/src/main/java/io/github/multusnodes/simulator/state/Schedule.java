package io.github.multusnodes.simulator.state;

import io.github.multusnodes.simulator.time.Timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;

/** What the world does later by itself: planned actions that run under the world's lock. */
public final class Schedule {

    private final Timeline timeline;
    private final Lock world;

    /**
     * @param world the lock that everything which reads or changes state holds
     */
    public Schedule(Timeline timeline, Lock world) {
        this.timeline = timeline;
        this.world = world;
    }

    /** The present moment of the simulated world. */
    public Instant now() {
        return timeline.now();
    }

    /** Runs an action once, after a delay, under the world's lock, unless it is called off. */
    public Timeline.Timer after(Duration delay, Runnable action) {
        return timeline.after(delay, () -> locked(action));
    }

    private void locked(Runnable action) {
        world.lock();
        try {
            action.run();
        } finally {
            world.unlock();
        }
    }
}
