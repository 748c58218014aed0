package io.github.multusnodes.simulator.transport;

import com.sun.net.httpserver.HttpExchange;

import io.github.multusnodes.simulator.wire.metadata.InstanceMetadata;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The metadata service of one instance as an HTTP server on loopback: the port tells which instance
 * it is that asks. In virtual time it answers at the moment at which the world stands.
 */
public final class MetadataDoor implements AutoCloseable {

    private final InstanceMetadata metadata;
    private final Loopback server;

    /**
     * Opens the door.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public MetadataDoor(InstanceMetadata metadata, int port) throws IOException {
        this.metadata = metadata;
        this.server = new Loopback(port, this::reply);
    }

    /** Where to send requests: instead of {@code http://169.254.169.254}. */
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        return Reply.of(
                metadata,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)));
    }
}
