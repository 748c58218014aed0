package io.github.multusnodes.simulator.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The Lambda Runtime API of one execution environment, on loopback ("Using the Lambda runtime API
 * for custom runtimes").
 */
final class RuntimeApi implements AutoCloseable {

    /** Where the credentials of a function with SnapStart are. */
    static final String CREDENTIALS = "/2021-04-23/credentials";

    /** What a request for them has to show. */
    static final String CREDENTIALS_TOKEN = "simulated";

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String BEFORE_RESTORE = "-before-restore";
    private static final Duration VALID = Duration.ofHours(1);

    private record Handed(Invocation invocation, Instant deadline) {}

    private final String functionArn;
    private final Consumer<Signal> signals;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Handed> handed = new LinkedBlockingQueue<>();
    private final String environment;
    private volatile @Nullable String current;
    private volatile boolean restored;

    /**
     * Opens it on any free port.
     *
     * @param environment the access key id that it gives out
     * @param signals told what the runtime does, before the runtime gets its answer
     */
    RuntimeApi(String functionArn, String environment, Consumer<Signal> signals)
            throws IOException {
        this.environment = environment;
        this.functionArn = functionArn;
        this.signals = signals;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** What AWS_LAMBDA_RUNTIME_API has to say: host and port. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Gives the runtime an event as soon as it asks for one. */
    void hand(Invocation invocation, Instant deadline) {
        current = invocation.requestId();
        handed.add(new Handed(invocation, deadline));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Every request on a connection of its own: none can go stale while a handler runs.
        exchange.getResponseHeaders().set("Connection", "close");
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            switch (request) {
                case "GET " + ROOT + "invocation/next" -> next(exchange);
                case "GET " + ROOT + "restore/next" -> {
                    restored = true;
                    answer(exchange, 200, "");
                }
                case "GET " + CREDENTIALS -> credentials(exchange);
                case "POST " + ROOT + "init/error", "POST " + ROOT + "restore/error" -> {
                    signals.accept(failure(exchange, body, Signal.InitFailed::new));
                    accepted(exchange);
                }
                default -> outcome(exchange, request, body);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        current = null;
        signals.accept(new Signal.Idle());
        Handed next;
        try {
            next = handed.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Closed").initCause(e);
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", next.invocation.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(next.deadline.toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set(
                "Lambda-Runtime-Trace-Id",
                "Root=1-00000000-%024x;Sampled=0".formatted(next.invocation.hashCode()));
        answer(exchange, 200, next.invocation.event());
    }

    /** Those of an environment before its snapshot are others than those after its restore. */
    private void credentials(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (!CREDENTIALS_TOKEN.equals(token)) {
            refuse(exchange, 401, "InvalidToken", "Authorization does not show the token");
            return;
        }
        JsonObject its =
                Json.object()
                        .add("AccessKeyId", restored ? environment : environment + BEFORE_RESTORE)
                        .add("SecretAccessKey", "simulated")
                        .add("Token", "simulated")
                        .add("Expiration", Instant.now().plus(VALID).toString());
        answer(exchange, 200, its.toString());
    }

    private void outcome(HttpExchange exchange, String request, String body) throws IOException {
        String id = current;
        String prefix = "POST " + ROOT + "invocation/";
        if (id != null && request.equals(prefix + id + "/response")) {
            signals.accept(new Signal.Answered(body));
            accepted(exchange);
        } else if (id != null && request.equals(prefix + id + "/error")) {
            signals.accept(failure(exchange, body, Signal.Failed::new));
            accepted(exchange);
        } else if (request.startsWith(prefix)) {
            refuse(exchange, 400, "InvalidRequestID", "No such invocation is under way");
        } else {
            refuse(exchange, 404, "NotFound", "The runtime API has no " + request);
        }
    }

    private static Signal failure(
            HttpExchange exchange, String body, BiFunction<String, String, Signal> kind) {
        String type =
                Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type"),
                        "Runtime.Unknown");
        try {
            JsonObject error = Json.parse(body).asObject();
            return kind.apply(
                    error.getString("errorType", type), error.getString("errorMessage", ""));
        } catch (ParseException | UnsupportedOperationException notJson) {
            return kind.apply(type, body);
        }
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        answer(exchange, 202, "{\"status\":\"OK\"}\n");
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message)
            throws IOException {
        JsonObject error = Json.object().add("errorMessage", message).add("errorType", type);
        answer(exchange, status, error.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
