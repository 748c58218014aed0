package io.github.multusnodes.pods.metadata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance metadata service over a map of items: version 2 only, on the loopback. */
public final class MetadataService implements AutoCloseable {

    private static final String ITEMS = "/latest/meta-data/";

    private final HttpServer server;
    private final Map<String, String> items = new ConcurrentHashMap<>();
    private final Map<String, Integer> failing = new ConcurrentHashMap<>();
    private final Map<String, String> vanishing = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger token = new AtomicInteger();

    /** Begins to serve. */
    public MetadataService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it is. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Has an item. */
    public MetadataService with(String path, String... lines) {
        items.put(path, String.join("\n", lines));
        return this;
    }

    void without(String path) {
        items.remove(path);
    }

    /** Once an item is read, everything below another is gone. */
    void vanishAfter(String read, String below) {
        vanishing.put(read, below);
    }

    /** Answers a path below {@code latest} with a status. */
    void fail(String path, int status) {
        failing.put(path, status);
    }

    /** No token given so far is taken any more. */
    void forgetTokens() {
        token.incrementAndGet();
    }

    /** Methods and paths, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        Integer failure = failing.get(path.replaceFirst("^/latest/", ""));
        if (failure != null) {
            answer(exchange, failure, "");
        } else if (path.equals("/latest/api/token")) {
            giveToken(exchange);
        } else if (!("token" + token.get())
                .equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"))) {
            answer(exchange, 401, "");
        } else {
            item(exchange, path.substring(ITEMS.length()));
        }
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        boolean asked =
                exchange.getRequestMethod().equals("PUT")
                        && exchange.getRequestHeaders()
                                .containsKey("X-aws-ec2-metadata-token-ttl-seconds");
        answer(exchange, asked ? 200 : 400, asked ? "token" + token.get() : "");
    }

    private void item(HttpExchange exchange, String path) throws IOException {
        String text = items.get(path);
        String below = vanishing.remove(path);
        if (below != null) {
            items.keySet().removeIf(each -> each.startsWith(below));
        }
        answer(exchange, text == null ? 404 : 200, text == null ? "" : text);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
