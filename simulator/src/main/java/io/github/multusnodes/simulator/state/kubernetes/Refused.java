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

    /** Something new in a namespace that ends. */
    static Refused terminating(String resource, String name, String namespace) {
        return new Refused(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: unable to create new content in namespace %s because it is being terminated"
                        .formatted(resource, name, namespace),
                Optional.of(
                        new Cause(
                                "NamespaceTerminating",
                                "namespace " + namespace + " is being terminated")));
    }

    /** A caller who may not do this. */
    public static Refused forbidden(String user, Permission permission, String namespace) {
        return new Refused(
                403,
                "Forbidden",
                "%s is forbidden: User \"%s\" cannot %s resource \"%1$s\" in API group \"\" %s"
                        .formatted(
                                permission.resource(),
                                user,
                                permission.verb(),
                                namespace.isEmpty()
                                        ? "at the cluster scope"
                                        : "in the namespace \"" + namespace + "\""));
    }

    /** A version of which is not known any more what came after it. */
    static Refused expired(long version, long oldest) {
        return new Refused(
                410, "Expired", "too old resource version: %d (%d)".formatted(version, oldest));
    }

    /** A list that cannot go on as it began. */
    public static Refused cannotContinue() {
        return new Refused(
                410,
                "Expired",
                "The provided continue parameter is too old to display a consistent list result."
                        + " You can start a new list without the continue parameter.");
    }

    /** An object that the API server does not take. */
    public static Refused invalid(String kind, String name, String why) {
        return new Refused(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(kind, name, why));
    }

    /** Something that is there already. */
    static Refused alreadyExists(String resource, String name) {
        return new Refused(
                409, "AlreadyExists", "%s \"%s\" already exists".formatted(resource, name));
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
