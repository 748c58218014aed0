package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;

/** Ends a launch that can never succeed: everything is given back, and the instance replaced. */
final class Abandon {

    private final Run run;

    Abandon(Run run) {
        this.run = run;
    }

    Outcome because(Reason reason, String message) {
        try {
            new Undo(run).everything();
        } catch (CloudFailure | OutOfTime failure) {
            run.log().unexpected(failure);
        }
        answer();
        return new Outcome.Abandoned(reason, message);
    }

    /** An action that is over needs no answer any more. */
    private void answer() {
        try {
            run.retry().run(() -> run.ports().hooks().abandon(run.action()));
        } catch (CloudFailure failure) {
            if (failure.kind() != FailureKind.REJECTED) {
                throw failure;
            }
            run.log().unexpected(failure);
        }
    }
}
