package io.github.multusnodes.retry;

/** A call to the cloud that failed. */
public final class CloudFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String action;
    private final String code;

    /**
     * @param action the API action, as {@code AttachNetworkInterface}
     * @param code the service's own error code; empty if there was no answer
     */
    public CloudFailure(
            FailureKind kind, String action, String code, String message, Throwable cause) {
        super(action + ": " + (code.isEmpty() ? "" : code + ": ") + message, cause);
        this.kind = kind;
        this.action = action;
        this.code = code;
    }

    /** As above, where nothing was thrown that may be told. */
    public CloudFailure(FailureKind kind, String action, String code, String message) {
        super(action + ": " + (code.isEmpty() ? "" : code + ": ") + message);
        this.kind = kind;
        this.action = action;
        this.code = code;
    }

    /** What to make of it. */
    public FailureKind kind() {
        return kind;
    }

    /** The API action. */
    public String action() {
        return action;
    }

    /** The service's own error code; empty if there was no answer. */
    public String code() {
        return code;
    }

    /** What went wrong, for people; never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
