package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.reconcile.Standing.Phase;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.retry.Retry;

import java.util.function.Supplier;

/**
 * The answer to a lifecycle hook. Auto Scaling rejects one for an action that is over; that is an
 * end, not an error.
 */
final class Answer {

    /** How often an answer is repeated that is rejected while the hook still seems to wait. */
    private static final int MOST_REJECTIONS = 5;

    /** Without a token it is only assumed that this hook waits, and not another of the group. */
    private static final int MOST_REJECTIONS_WITHOUT_TOKEN = 1;

    private final Ports ports;
    private final Retry retry;
    private final RunLog log;

    Answer(Ports ports, Retry retry, RunLog log) {
        this.ports = ports;
        this.retry = retry;
        this.log = log;
    }

    /**
     * Lets the instance go on.
     *
     * @param stands how the action stands, to be asked if the answer is rejected
     * @return {@code WAITING} if this was the answer, else what had ended the action before
     */
    Phase proceed(LifecycleAction action, Supplier<Phase> stands) {
        for (int rejections = 0; ; rejections++) {
            try {
                retry.run(() -> ports.hooks().proceed(action));
                return Phase.WAITING;
            } catch (CloudFailure failure) {
                if (failure.kind() != FailureKind.REJECTED) {
                    throw failure;
                }
                Phase phase = rejected(action, rejections, failure, stands);
                if (phase != Phase.WAITING) {
                    log.answeredBefore(failure);
                    return phase;
                }
                retry.pause(rejections, failure);
            }
        }
    }

    private static Phase rejected(
            LifecycleAction action, int before, CloudFailure failure, Supplier<Phase> stands) {
        if (action.token().isPresent()) {
            if (before == MOST_REJECTIONS) {
                throw failure;
            }
            return stands.get();
        }
        Phase phase = stands.get();
        return phase == Phase.WAITING && before == MOST_REJECTIONS_WITHOUT_TOKEN
                ? Phase.ANSWERED
                : phase;
    }

    /** Lets the instance go on, whatever was before. */
    void goOn(LifecycleAction action) {
        unlessOver(() -> ports.hooks().proceed(action));
    }

    /** Has the instance terminated. */
    void abandon(LifecycleAction action) {
        unlessOver(() -> ports.hooks().abandon(action));
    }

    private void unlessOver(Runnable answer) {
        try {
            retry.run(answer);
        } catch (CloudFailure failure) {
            if (failure.kind() != FailureKind.REJECTED) {
                throw failure;
            }
            log.answeredBefore(failure);
        }
    }
}
