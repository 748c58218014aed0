package io.github.multusnodes.infra.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The instance metadata service, version 2, over a directory: {@code /latest/meta-data/mac} is the
 * file {@code meta-data/mac}, a directory is answered with its list. What is changed there is
 * answered from then on. Two files of the directory are no metadata:
 *
 * <ul>
 *   <li>{@code token-uses}: after how many requests a token has expired, besides its time to live
 *   <li>{@code status}: lines of a path and the status that is answered instead of it
 * </ul>
 *
 * Each request is told in a line of standard output: method, path, status.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">
 *     Access instance metadata</a>
 */
final class Imds {

    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final int LONGEST_TTL = 21_600;

    private final Path directory;
    private final Map<String, Token> tokens = new HashMap<>();

    private Imds(Path directory) {
        this.directory = directory;
    }

    /**
     * Serves until the process that started this one has ended; a line of standard output tells
     * when it listens.
     *
     * @param arguments the directory, the address, the port
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: Imds <directory> <address> <port>");
        }
        Imds imds = new Imds(Path.of(arguments[0]));
        InetSocketAddress address =
                new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", imds::handle);
        server.start();
        System.out.println("listening on " + address);
        ProcessHandle.current()
                .parent()
                .ifPresent(
                        parent -> {
                            parent.onExit().join();
                            server.stop(0);
                        });
    }

    /** One at a time: a directory that is being looked at is simple only so. */
    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/[^/]*/+", "");
            Answer answer =
                    switch (exchange.getRequestMethod()) {
                        case "PUT" -> newToken(path, exchange.getRequestHeaders().getFirst(TTL));
                        case "GET", "HEAD" ->
                                isValid(exchange.getRequestHeaders().getFirst(TOKEN))
                                        ? read(path)
                                        : Answer.of(401);
                        default -> Answer.of(405);
                    };
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            System.out.println(
                    "%s %s %d".formatted(exchange.getRequestMethod(), path, answer.status()));
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer newToken(String path, String ttl) throws IOException {
        if (!path.equals("api/token")) {
            return Answer.of(405);
        }
        if (ttl == null || !ttl.matches("\\d{1,5}")) {
            return Answer.of(400);
        }
        int seconds = Integer.parseInt(ttl);
        if (seconds < 1 || seconds > LONGEST_TTL) {
            return Answer.of(400);
        }
        int uses = setting("token-uses").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        String name = UUID.randomUUID().toString();
        tokens.put(name, new Token(Instant.now().plusSeconds(seconds), uses));
        return new Answer(200, name);
    }

    private boolean isValid(String name) {
        Token token = tokens.get(name);
        if (token == null || token.uses() == 0 || Instant.now().isAfter(token.end())) {
            return false;
        }
        tokens.put(name, new Token(token.end(), token.uses() - 1));
        return true;
    }

    private Answer read(String path) throws IOException {
        Optional<Integer> forced =
                setting("status").stream()
                        .flatMap(String::lines)
                        .map(line -> line.split(" ", 2))
                        .filter(line -> line[0].equals(path))
                        .map(line -> Integer.parseInt(line[1]))
                        .findFirst();
        Path file = directory.resolve(path).normalize();
        if (forced.isPresent()) {
            return Answer.of(forced.get());
        }
        if (!file.startsWith(directory.normalize()) || !Files.exists(file)) {
            return Answer.of(404);
        }
        return new Answer(200, Files.isDirectory(file) ? list(file) : Files.readString(file));
    }

    private static String list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted()
                    .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
                    .collect(Collectors.joining("\n"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<String> setting(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private record Token(Instant end, int uses) {}

    private record Answer(int status, String body) {

        static Answer of(int status) {
            return new Answer(
                    status,
                    "<html><head><title>%1$d</title></head><body>%1$d</body></html>"
                            .formatted(status));
        }
    }
}
