package io.github.multusnodes.pods.cluster;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Sends requests to the API server as a service account, and puts failures into our words. It tries
 * once, but for a token that was renewed meanwhile: who calls knows how long to go on. Safe for use
 * by several threads.
 */
final class ApiServer {

    private static final Set<String> STATUS = Set.of("message");

    private final ClusterAccess access;

    ApiServer(ClusterAccess access) {
        this.access = access;
    }

    /** What is made of an answer while it comes. */
    @FunctionalInterface
    interface Reading<T> {
        T of(BufferedReader body) throws IOException;
    }

    /**
     * Asks for an object.
     *
     * @param wanted the names of its members that are kept, at any depth
     * @throws ClusterFailure if there is none, or it cannot be read
     */
    JsonValue get(String path, Map<String, String> query, Set<String> wanted) {
        return get(path, query, body -> Sieve.read(body, wanted));
    }

    /**
     * Asks for whatever comes.
     *
     * @throws ClusterFailure if it does not come, breaks off, or cannot be read
     * @throws Expired if it is no longer known
     */
    <T> T get(String path, Map<String, String> query, Reading<T> reading) {
        SdkHttpRequest.Builder request = request(SdkHttpMethod.GET, path);
        query.forEach(request::putRawQueryParameter);
        return send("GET " + path, request, "", reading);
    }

    /**
     * Makes an object.
     *
     * @throws ClusterFailure if it is refused, or nobody answers
     */
    void post(String path, JsonObject object) {
        SdkHttpRequest.Builder request =
                request(SdkHttpMethod.POST, path).putHeader("Content-Type", "application/json");
        send("POST " + path, request, object.toString(), _ -> true);
    }

    private SdkHttpRequest.Builder request(SdkHttpMethod method, String path) {
        return SdkHttpRequest.builder()
                .method(method)
                .uri(access.endpoint())
                .encodedPath(access.endpoint().getRawPath().replaceAll("/$", "") + path)
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "multus-nodes");
    }

    private <T> T send(
            String call, SdkHttpRequest.Builder request, String body, Reading<T> reading) {
        try {
            String token = access.token();
            HttpExecuteResponse response = execute(request, body, token);
            if (response.httpResponse().statusCode() == 401) {
                String renewed = access.token();
                if (!renewed.equals(token)) {
                    response.responseBody().ifPresent(AbortableInputStream::abort);
                    response = execute(request, body, renewed);
                }
            }
            return read(call, response, reading);
        } catch (IOException | UncheckedIOException broken) {
            access.doubt();
            throw new ClusterFailure(
                    Kind.UNREACHABLE,
                    call,
                    "no answer from " + access.endpoint() + ": " + broken.getMessage(),
                    broken);
        }
    }

    private HttpExecuteResponse execute(SdkHttpRequest.Builder request, String text, String token)
            throws IOException {
        HttpExecuteRequest.Builder whole = HttpExecuteRequest.builder();
        if (!text.isEmpty()) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            request.putHeader("Content-Length", Integer.toString(body.length));
            whole.contentStreamProvider(() -> new ByteArrayInputStream(body));
        }
        request.putHeader("Authorization", "Bearer " + token);
        return access.http().prepareRequest(whole.request(request.build()).build()).call();
    }

    /** What is left of an answer that could not be read to its end is not waited for. */
    private static <T> T read(String call, HttpExecuteResponse response, Reading<T> reading)
            throws IOException {
        int status = response.httpResponse().statusCode();
        AbortableInputStream body =
                response.responseBody()
                        .orElseGet(
                                () -> AbortableInputStream.create(InputStream.nullInputStream()));
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (status / 100 != 2) {
                throw refused(call, status, message(text));
            }
            return reading.of(text);
        } catch (ParseException unreadable) {
            body.abort();
            throw new ClusterFailure(
                    Kind.BROKEN, call, "the answer cannot be read: " + unreadable, unreadable);
        } catch (IOException | RuntimeException failed) {
            body.abort();
            throw failed;
        }
    }

    /** Of a Status object; what stands between us and the API server may send anything. */
    private static String message(BufferedReader body) throws IOException {
        try {
            JsonValue status = Sieve.read(body, STATUS);
            return status.isObject() ? status.asObject().getString("message", "") : "";
        } catch (ParseException | UnsupportedOperationException _) {
            return "";
        }
    }

    /** The failure that a status of HTTP, or that of a Status object within a stream, means. */
    static RuntimeException refused(String call, int status, String message) {
        String text = "HTTP status " + status + (message.isEmpty() ? "" : ": " + message);
        return switch (status) {
            case 410 -> new Expired(call + ": " + text);
            case 401 ->
                    new ClusterFailure(
                            Kind.DENIED,
                            call,
                            text + "; the token of the service account is not taken");
            case 403 ->
                    new ClusterFailure(
                            Kind.DENIED,
                            call,
                            text + "; the service account's role lacks this permission");
            case 429 -> new ClusterFailure(Kind.THROTTLED, call, text);
            default -> new ClusterFailure(Kind.BROKEN, call, text);
        };
    }
}
