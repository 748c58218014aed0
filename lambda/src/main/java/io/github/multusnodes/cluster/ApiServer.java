package io.github.multusnodes.cluster;

import com.google.gson.JsonObject;

import io.github.multusnodes.cluster.ClusterAccess.Place;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;

import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Sends requests that the Kubernetes client builds, as who we are, and puts failures into our
 * words. It tries once: who calls knows how long to go on.
 */
final class ApiServer {

    private static final MediaType MERGE_PATCH = MediaType.get("application/merge-patch+json");

    private final ClusterAccess access;
    private final EksToken token;
    private final OkHttpClient http;
    private @Nullable Connection last;

    ApiServer(ClusterAccess access, EksToken token, OkHttpClient http) {
        this.access = access;
        this.token = token;
        this.http = http;
    }

    /**
     * Sends a request and reads the object that answers it.
     *
     * @param reader throws {@link IllegalArgumentException} if nothing can be made of the object
     */
    <A, T> T get(Asked asked, Class<A> type, Function<A, T> reader) throws Refused {
        return send(asked, request -> request, type, reader);
    }

    /** Sends a request whose answer says no more than that it was heard. */
    void change(Asked asked) throws Refused {
        send(asked, request -> request, null, _ -> true);
    }

    /** Sends a merge patch, which the client cannot mark as one itself. */
    void patch(Asked asked, JsonObject patch) throws Refused {
        RequestBody body = RequestBody.create(patch.toString(), MERGE_PATCH);
        send(asked, request -> request.newBuilder().patch(body).build(), null, _ -> true);
    }

    @SuppressWarnings("NullAway") // no type, no object
    private <A, T> T send(Asked asked, Change change, @Nullable Type type, Function<A, T> reader)
            throws Refused {
        Connection connection = connection();
        Request request = request(connection, asked, change);
        String what = request.method() + " " + request.url().encodedPath();
        Request signed =
                request.newBuilder().header("Authorization", "Bearer " + token.current()).build();
        A answer = answer(connection, signed, type, what);
        try {
            return reader.apply(type == null ? answer : Part.required(answer, "object"));
        } catch (IllegalArgumentException unreadable) {
            throw broken(what, unreadable);
        }
    }

    /**
     * The client reads by casts and conversions, so that anything may be thrown where one fails.
     */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // no type, no object
    private <A> A answer(Connection connection, Request signed, @Nullable Type type, String what)
            throws Refused {
        try {
            Call call = connection.client().getHttpClient().newCall(signed);
            return connection.client().<A>execute(call, type).getData();
        } catch (ApiException failed) {
            throw refused(what, failed);
        } catch (RuntimeException unreadable) {
            throw broken(what, unreadable);
        }
    }

    private static ClusterFailure broken(String what, RuntimeException unreadable) {
        return new ClusterFailure(
                Kind.BROKEN, what, "The answer cannot be read: " + unreadable, unreadable);
    }

    /** Fails where the client cannot have such a place, as EKS may have told it wrongly. */
    private Request request(Connection connection, Asked asked, Change change) {
        try {
            return change.to(asked.by(new CoreV1Api(connection.client())).request());
        } catch (ApiException | IllegalArgumentException unusable) {
            access.doubt();
            throw new ClusterFailure(
                    Kind.UNREACHABLE,
                    String.valueOf(connection.place().endpoint()),
                    String.valueOf(unusable.getMessage()),
                    unusable);
        }
    }

    private Refused refused(String what, ApiException failed) {
        if (failed.getCause() instanceof IOException broken) {
            access.doubt();
            throw new ClusterFailure(
                    Kind.UNREACHABLE, what, String.valueOf(broken.getMessage()), broken);
        }
        if (failed.getCode() == 401) {
            token.forget();
        }
        return new Refused(what, failed);
    }

    /** Made anew where the place has changed. */
    private synchronized Connection connection() {
        Place place = access.place();
        if (last == null || !last.place().equals(place)) {
            last = new Connection(place, client(place));
        }
        return last;
    }

    private ApiClient client(Place place) {
        ApiClient client =
                new ApiClient(http).setBasePath(place.endpoint().toString().replaceAll("/$", ""));
        return place.ca().isEmpty()
                ? client
                : client.setSslCaCert(
                        new ByteArrayInputStream(place.ca().getBytes(StandardCharsets.UTF_8)));
    }

    private record Connection(Place place, ApiClient client) {}

    /** A request, built but not sent. */
    @FunctionalInterface
    interface Asked {
        Call by(CoreV1Api api) throws ApiException;
    }

    @FunctionalInterface
    private interface Change {
        Request to(Request request);
    }
}
