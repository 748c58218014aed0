package io.github.multusnodes.pods.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers {@code /metrics}; {@code /healthz}, which fails if the agent hangs; and {@code /readyz},
 * which fails until its first round has come to its end.
 */
public final class MetricsServer implements AutoCloseable {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final AgentMetrics metrics;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Serves until it is closed, or the process ends.
     *
     * @param port on all addresses of the host; 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public MetricsServer(AgentMetrics metrics, int port) {
        this.metrics = metrics;
        try {
            this.server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/", this::serve);
        // Whoever asks slowly keeps nobody else from an answer.
        server.setExecutor(threads);
        server.start();
    }

    /** The port that it has. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, TEXT, "only GET\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> answer(exchange, 200, METRICS, metrics.text());
                case "/healthz" -> answer(exchange, metrics.isAlive(), "the agent hangs");
                case "/readyz" ->
                        answer(exchange, metrics.isReady(), "no round has ended well yet");
                default -> answer(exchange, 404, TEXT, "/metrics, /healthz or /readyz\n");
            }
        }
    }

    private static void answer(HttpExchange exchange, boolean well, String otherwise)
            throws IOException {
        answer(exchange, well ? 200 : 503, TEXT, (well ? "ok" : otherwise) + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
