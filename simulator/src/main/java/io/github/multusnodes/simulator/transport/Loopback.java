package io.github.multusnodes.simulator.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback. */
final class Loopback implements AutoCloseable {

    /** Answers requests, several at a time; an {@link IOException} breaks the connection. */
    @FunctionalInterface
    interface Responder {
        Reply answer(HttpExchange exchange) throws IOException;
    }

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
        try (exchange) {
            Reply reply = responder.answer(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (RuntimeException defect) {
            // The server would drop it in silence, and the caller would take it for an outage.
            defect.printStackTrace();
            throw defect;
        }
    }
}
