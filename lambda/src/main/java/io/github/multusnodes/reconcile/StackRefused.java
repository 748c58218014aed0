package io.github.multusnodes.reconcile;

/**
 * A stack cannot have what it asks for. The message says what is wrong, which value, what is
 * allowed and what to do; CloudFormation shows it.
 */
public final class StackRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public StackRefused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    StackRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The kind of refusal: stable, for logs. */
    public Reason reason() {
        return reason;
    }

    /** What went wrong, for people; never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Why a stack cannot have it. */
    public enum Reason {
        MALFORMED_REQUEST,
        INVALID_PROPERTIES,
        RESERVATION_CONFLICT,
        STALE_REQUEST,
        CALL_REFUSED,
        OUT_OF_TIME,
        CLUSTER_NOT_FOUND,
        CLUSTER_NOT_READY,
        CLUSTER_WITHOUT_ACCESS_ENTRIES,
        UNEXPECTED
    }
}
