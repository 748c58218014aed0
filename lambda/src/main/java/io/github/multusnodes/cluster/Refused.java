package io.github.multusnodes.cluster;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;

import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;
import io.kubernetes.client.openapi.ApiException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An answer of the API server that is no success. Status and causes decide, messages never do. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final transient Status status;
    private final int code;

    Refused(String what, ApiException answer) {
        super(answer);
        this.what = what;
        this.code = answer.getCode();
        this.status = Status.read(answer.getResponseBody());
    }

    /** The HTTP status. */
    int code() {
        return code;
    }

    /** Whether the server names a cause, as {@code DisruptionBudget}. */
    boolean isCausedBy(String cause) {
        return status.causes().stream().anyMatch(one -> cause.equals(one.reason));
    }

    /** Whether the answer is the API's own, and no proxy's. */
    boolean isStatus() {
        return status.message != null;
    }

    /** Whether the server names a reason, as {@code InternalError}. */
    boolean hasReason() {
        return status.reason != null && !status.reason.isEmpty();
    }

    /** The server's advice on when to come again. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(status.details)
                .map(details -> details.retryAfterSeconds)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }

    /** What the server says, causes included. */
    String text() {
        String said = status.message == null ? "status " + code : status.message;
        return status.causes().stream()
                .map(cause -> cause.message)
                .filter(message -> message != null)
                .reduce(said, (all, one) -> all + " " + one);
    }

    /** The same as a failure that no caller has a use for of its own. */
    ClusterFailure failure() {
        Kind kind =
                switch (code) {
                    case 401, 403 -> Kind.DENIED;
                    case 429 -> Kind.THROTTLED;
                    default -> Kind.BROKEN;
                };
        return new ClusterFailure(kind, what, text(), this);
    }

    /** The API's {@code meta/v1 Status}, as far as it matters; all of it may be absent. */
    private static final class Status {
        @Nullable String message;
        @Nullable String reason;
        @Nullable Details details;

        /** An answer that is no such object, as a proxy gives, counts as an empty one. */
        static Status read(@Nullable String body) {
            try {
                Status read = new Gson().fromJson(body, Status.class);
                return read == null ? new Status() : read;
            } catch (JsonParseException notOne) {
                return new Status();
            }
        }

        List<Cause> causes() {
            return details == null || details.causes == null ? List.of() : details.causes;
        }
    }

    private static final class Details {
        @Nullable List<Cause> causes;
        @Nullable Integer retryAfterSeconds;
    }

    private static final class Cause {
        @Nullable String reason;
        @Nullable String message;
    }
}
