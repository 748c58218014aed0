package io.github.multusnodes.reconcile;

import io.github.multusnodes.node.Refused;
import io.github.multusnodes.node.Refused.Reason;
import io.github.multusnodes.retry.CloudFailure;

/** Which failures are final: for them the instance is abandoned at once. */
final class Verdict {

    private Verdict() {}

    /**
     * What a failure means once all that may pass has been tried.
     *
     * @return {@link Refused} if no retry can cure it, else the failure itself
     */
    static RuntimeException of(RuntimeException failure) {
        return failure instanceof CloudFailure cloud ? of(cloud) : failure;
    }

    /** A refusal of the request as such: of what the settings ask for. */
    static RuntimeException finalFor(CloudFailure failure) {
        return switch (failure.kind()) {
            case NOT_FOUND, REJECTED -> refused(Reason.REFUSED_BY_EC2, failure);
            default -> of(failure);
        };
    }

    private static RuntimeException of(CloudFailure failure) {
        return switch (failure.kind()) {
            case SUBNET_FULL -> refused(Reason.SUBNET_FULL, failure);
            case FRAGMENTED -> refused(Reason.NO_FREE_PREFIX, failure);
            case LIMIT -> refused(Reason.LIMIT_EXCEEDED, failure);
            case DENIED -> refused(Reason.PERMISSION_DENIED, failure);
            case REJECTED -> refused(Reason.REFUSED_BY_EC2, failure);
            case NOT_FOUND,
                    IN_USE,
                    ADDRESS_TAKEN,
                    NOT_READY,
                    THROTTLED,
                    UNAVAILABLE,
                    TOKEN_REUSED,
                    UNKNOWN ->
                    failure;
        };
    }

    private static Refused refused(Reason reason, CloudFailure failure) {
        return new Refused(reason, failure.text(), failure);
    }
}
