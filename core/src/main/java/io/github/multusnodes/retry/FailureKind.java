package io.github.multusnodes.retry;

/** Every way in which a call to the cloud can fail, as far as we decide differently. */
public enum FailureKind {
    /** The thing does not exist, or is not visible yet. */
    NOT_FOUND,
    /** The interface is attached already. */
    IN_USE,
    /** Another interface holds the address. */
    ADDRESS_TAKEN,
    /** EC2 finds no free address itself. */
    SUBNET_FULL,
    /** EC2 finds no free block for a prefix: the subnet is fragmented. */
    FRAGMENTED,
    /** A limit of the account or the instance type. */
    LIMIT,
    /** The instance's state does not allow it yet. */
    NOT_READY,
    /** Too many requests. */
    THROTTLED,
    /** The service failed or could not be reached: the call may have taken effect. */
    UNAVAILABLE,
    /** A permission is missing. */
    DENIED,
    /** The request itself is refused: a parameter, or a combination that EC2 does not allow now. */
    REJECTED,
    /** The client token was used before with other parameters. */
    TOKEN_REUSED,
    /** Anything we have no row for. */
    UNKNOWN;

    /** Whether the same call may succeed a little later. */
    public boolean passes() {
        return switch (this) {
            case NOT_READY, THROTTLED, UNAVAILABLE -> true;
            case NOT_FOUND,
                    IN_USE,
                    ADDRESS_TAKEN,
                    SUBNET_FULL,
                    FRAGMENTED,
                    LIMIT,
                    DENIED,
                    REJECTED,
                    TOKEN_REUSED,
                    UNKNOWN ->
                    false;
        };
    }
}
