package io.github.multusnodes.simulator.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.multusnodes.simulator.wire.AnswerStream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback. */
final class Loopback implements AutoCloseable {

    /** Answers requests, several at a time; an {@link IOException} breaks the connection. */
    @FunctionalInterface
    interface Responder {
        Reply answer(HttpExchange exchange) throws IOException;
    }

    private static final int CHUNKED = 0;
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Responder responder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts it.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    Loopback(int port, Responder responder) throws IOException {
        this.responder = responder;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A header of a request; empty if there is none. */
    static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            Reply reply = responder.answer(exchange);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            if (reply.stream().isPresent()) {
                send(exchange, reply, reply.stream().get());
            } else {
                send(exchange, reply);
            }
        } catch (RuntimeException defect) {
            // The server would drop it in silence, and the caller would take it for an outage.
            defect.printStackTrace();
            throw defect;
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Closes the answer only at its end: that of one that breaks must not look whole. */
    private static void send(HttpExchange exchange, Reply reply, AnswerStream stream)
            throws IOException {
        try (stream) {
            exchange.sendResponseHeaders(reply.status(), CHUNKED);
            OutputStream out = exchange.getResponseBody();
            out.write(reply.body().getBytes(StandardCharsets.UTF_8));
            out.flush();
            Optional<String> next = stream.next(A_YEAR);
            while (next.isPresent()) {
                out.write(next.get().getBytes(StandardCharsets.UTF_8));
                out.flush();
                next = stream.next(A_YEAR);
            }
            exchange.close();
        }
    }
}
