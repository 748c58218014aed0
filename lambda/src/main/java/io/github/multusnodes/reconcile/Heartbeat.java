package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.port.LifecycleHooks;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.Time;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a lifecycle action alive while a run waits. A heartbeat restarts the hook's timeout
 * ("Complete a lifecycle action", Amazon EC2 Auto Scaling user guide); timeouts are 30 s or more.
 */
final class Heartbeat {

    /** Safe for the shortest timeout that a hook can have. */
    private static final Duration WHEN_TIMEOUT_IS_UNKNOWN = Duration.ofSeconds(10);

    private final LifecycleHooks hooks;
    private final LifecycleAction action;
    private final Time time;
    private final RunLog log;
    private Duration interval = WHEN_TIMEOUT_IS_UNKNOWN;
    private Instant last;

    Heartbeat(LifecycleHooks hooks, LifecycleAction action, Time time, RunLog log) {
        this.hooks = hooks;
        this.action = action;
        this.time = time;
        this.log = log;
        this.last = time.now();
    }

    /** Beats three times within the hook's timeout from now on. */
    synchronized void timeoutIs(Duration timeout) {
        interval = timeout.dividedBy(3);
    }

    /**
     * Sends a heartbeat if one is due. One that is refused is no reason to stop: the answer to the
     * hook will show whether the action is over.
     */
    void beat() {
        if (isDue()) {
            beatNow();
        }
    }

    /** Sends a heartbeat, due or not: nobody will send one for a while. */
    void beatNow() {
        try {
            hooks.heartbeat(action);
        } catch (CloudFailure refused) {
            log.heartbeatRefused(refused);
        }
    }

    private synchronized boolean isDue() {
        Instant now = time.now();
        boolean due = !now.isBefore(last.plus(interval));
        if (due) {
            last = now;
        }
        return due;
    }
}
