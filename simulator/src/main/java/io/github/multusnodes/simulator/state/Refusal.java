package io.github.multusnodes.simulator.state;

/** A request that AWS refuses: its error code, message and HTTP status as they go over the wire. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    public Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** A refusal with status 400, as for nearly all client errors. */
    public static Refusal of(String code, String message) {
        return new Refusal(400, code, message);
    }

    /** The error code, as {@code InvalidIPAddress.InUse}. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The message; never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
