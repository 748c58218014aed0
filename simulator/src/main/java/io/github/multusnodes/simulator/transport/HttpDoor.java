package io.github.multusnodes.simulator.transport;

import com.sun.net.httpserver.HttpExchange;

import io.github.multusnodes.simulator.fault.ProcessEnded;
import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.RestRequest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The door as an HTTP server on loopback: for processes, the AWS CLI and SAM. */
public final class HttpDoor implements AutoCloseable {

    private final Door door;
    private final Loopback server;

    /**
     * Opens the door.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public HttpDoor(Door door, int port) throws IOException {
        this.door = door;
        this.server = new Loopback(port, this::reply);
    }

    /** Where to send requests. */
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            return Reply.of(answer(exchange));
        } catch (ProcessEnded ended) {
            throw new IOException("The caller is gone", ended);
        }
    }

    private Door.Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        URI uri = exchange.getRequestURI();
        String authorization = Loopback.header(exchange, "Authorization");
        return Form.isQuery(method, uri.getPath())
                ? door.call(Form.caller(authorization), Form.decode(body))
                : door.call(
                        RestRequest.of(
                                method,
                                uri,
                                authorization,
                                Loopback.header(exchange, "Content-Type"),
                                new String(body, StandardCharsets.UTF_8)));
    }
}
