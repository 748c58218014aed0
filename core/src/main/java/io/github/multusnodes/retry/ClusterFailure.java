package io.github.multusnodes.retry;

/** A call to the cluster that failed. */
public final class ClusterFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /**
     * @param call what was asked, as {@code GET /api/v1/nodes}
     */
    public ClusterFailure(Kind kind, String call, String message, Throwable cause) {
        super(call + ": " + message, cause);
        this.kind = kind;
    }

    /** As above, where nothing was thrown. */
    public ClusterFailure(Kind kind, String call, String message) {
        super(call + ": " + message);
        this.kind = kind;
    }

    /** What to make of it. */
    public Kind kind() {
        return kind;
    }

    /** What went wrong, for people; never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Every way in which a call to the cluster can fail, as far as we decide differently. */
    public enum Kind {
        /** There is no such cluster, or it is being deleted: no node of it needs a drain. */
        GOING,
        /**
         * No answer in time: no way there, or nobody at its end. The call may have taken effect.
         */
        UNREACHABLE,
        /** We are not known there, or may not do this. */
        DENIED,
        /** Too many requests, to the cluster or for its whereabouts. */
        THROTTLED,
        /** The API server failed, or answered what nobody can read. */
        BROKEN;

        /** Whether the same call may succeed a little later. */
        public boolean passes() {
            return switch (this) {
                case UNREACHABLE, THROTTLED, BROKEN -> true;
                case GOING, DENIED -> false;
            };
        }
    }
}
