package io.github.multusnodes.simulator.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.multusnodes.simulator.fault.ProcessEnded;
import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The door as an HTTP server on loopback: for processes, the AWS CLI and SAM. */
public final class HttpDoor implements AutoCloseable {

    private final Door door;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Opens the door.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public HttpDoor(Door door, int port) throws IOException {
        this.door = door;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Where to send requests. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Door.Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (ProcessEnded ended) {
            throw new IOException("The caller is gone", ended);
        } catch (RuntimeException defect) {
            // The server would drop it in silence, and the caller would take it for an outage.
            defect.printStackTrace();
            throw defect;
        }
    }

    private Door.Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        URI uri = exchange.getRequestURI();
        String authorization = header(exchange, "Authorization");
        return Form.isQuery(method, uri.getPath())
                ? door.call(Form.caller(authorization), Form.decode(body))
                : door.call(
                        RestRequest.of(
                                method,
                                uri,
                                authorization,
                                header(exchange, "Content-Type"),
                                new String(body, StandardCharsets.UTF_8)));
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }
}
