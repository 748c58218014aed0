package io.github.multusnodes.simulator.state.kubernetes;

import java.util.Optional;

/** A request that the API server refuses, as its {@code Status} object says it. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final transient Optional<Cause> why;

    Refused(int status, String reason, String message) {
        this(status, reason, message, Optional.empty());
    }

    Refused(int status, String reason, String message, Optional<Cause> why) {
        super(message);
        this.status = status;
        this.reason = reason;
        this.why = why;
    }

    /** A request that the simulator does not model. */
    public static Refused notModelled(String what) {
        return new Refused(
                400, "BadRequest", "The simulator does not model " + what + " of Kubernetes");
    }

    /** A request that nobody can read. */
    public static Refused malformed(String why) {
        return new Refused(400, "BadRequest", "The request cannot be read: " + why);
    }

    /** A caller whom the API server does not know. */
    public static Refused unauthorized() {
        return new Refused(401, "Unauthorized", "Unauthorized");
    }

    /** Nothing of that name. */
    public static Refused notFound(String resource, String name) {
        return new Refused(404, "NotFound", resource + " \"" + name + "\" not found");
    }

    /** A change of something that has changed since the caller has seen it. */
    public static Refused conflict(String resource, String name) {
        return new Refused(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please"
                                .formatted(resource, name)
                        + " apply your changes to the latest version and try again");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** As {@code NotFound}; empty where the server gives none. */
    public String reason() {
        return reason;
    }

    /** The message; never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** What the server names as the cause, if anything. */
    public Optional<Cause> why() {
        return why;
    }

    /** An entry of {@code details.causes}. */
    public record Cause(String reason, String message) {}
}
