package io.github.multusnodes.node;

/**
 * A node cannot get what its settings ask for, and trying again cannot help. The message says what
 * is wrong, which value, what is allowed and what to do.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Refused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The kind of refusal: stable, for logs, metrics and alarms. */
    public Reason reason() {
        return reason;
    }

    /** Why a node cannot get its interfaces. */
    public enum Reason {
        INVALID_SETTINGS,
        MALFORMED_EVENT,
        UNKNOWN_HOOK,
        NO_SUBNET_IN_ZONE,
        NO_ADDRESS_BLOCK,
        UNWANTED_ADDRESS_BLOCK,
        NO_RESERVATION,
        NO_PREFIX_RANGE,
        NO_FREE_PREFIX,
        TOO_MANY_PREFIXES,
        TOO_MANY_INTERFACES,
        DEVICE_INDEX_TAKEN,
        SUBNET_FULL,
        LIMIT_EXCEEDED,
        PERMISSION_DENIED,
        REFUSED_BY_EC2,
        UNEXPECTED
    }
}
