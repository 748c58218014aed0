package io.github.multusnodes.pods.command;

import io.github.multusnodes.clock.WallTime;
import io.github.multusnodes.pods.assign.Result;
import io.github.multusnodes.reading.Violations;
import io.github.multusnodes.telemetry.StepLog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLException;

/**
 * Runs the program against answers of its own when its image is built: what it loads and links then
 * is what the AOT cache holds. Any interface with an address will do, besides the loopback.
 */
public final class Rehearsal {

    /** So often a sidecar asks whether it is to end until it has begun to watch. */
    private static final int LOOKS = 6;

    /** So often an agent asks at most: each second. */
    private static final int MOST_LOOKS = 30;

    private Rehearsal() {}

    /** Ends with 0 if all has gone as in a pod. */
    public static void main(String[] arguments) throws IOException {
        ExitCode code;
        try (RehearsedNode node = RehearsedNode.open()) {
            shakeHands();
            code = new Main(environment(node)).run(List.of("init", "--interfaces-within", "1s"));
            if (code == ExitCode.DONE && !(sidecar(node) instanceof Result.GivenBack)) {
                code = ExitCode.UNEXPECTED;
            }
            if (code == ExitCode.DONE && !agent(node)) {
                code = ExitCode.UNEXPECTED;
            }
        }
        System.exit(code.code());
    }

    private static Map<String, String> environment(RehearsedNode node) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                node.endpoint(),
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                node.endpoint(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                node.endpoint() + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "none",
                "AWS_REGION",
                "us-east-1",
                "POD_PRIMARY_INTERFACE",
                "none");
    }

    /** Without the signal, at which nothing could be recorded any more. */
    private static Result sidecar(RehearsedNode node) {
        Violations violations = new Violations();
        Settings settings = Settings.read(Map.of(), environment(node), violations);
        WallTime time = new WallTime();
        StepLog log = new StepLog(System.out::println, time::now);
        AtomicInteger looks = new AtomicInteger();
        return new Machine(settings, environment(node), time, log)
                .sidecar(() -> {}, () -> looks.incrementAndGet() > LOOKS);
    }

    /**
     * As an agent, until it shows that its pod is routable.
     *
     * @return whether it does so in time
     */
    private static boolean agent(RehearsedNode node) throws IOException {
        Path account = Files.createTempDirectory("rehearsal");
        Path token = Files.writeString(account.resolve("token"), "token");
        int port = freePort();
        Map<String, String> variables = new HashMap<>(environment(node));
        variables.put("NODE_NAME", "node");
        variables.put("POD_API_SERVER", node.endpoint());
        variables.put("POD_SERVICE_ACCOUNT_DIR", account.toString());
        variables.put("POD_HTTP_PORT", Integer.toString(port));
        NodeSettings settings = NodeSettings.read(Map.of(), variables, new Violations());
        WallTime time = new WallTime();
        StepLog log = new StepLog(System.out::println, time::now);
        AtomicInteger looks = new AtomicInteger();
        new NodeMachine(settings, variables, time, log)
                .run(() -> looks.incrementAndGet() > MOST_LOOKS || isRoutable(port));
        Files.delete(token);
        Files.delete(account);
        return looks.get() <= MOST_LOOKS;
    }

    private static boolean isRoutable(int port) {
        try (InputStream metrics =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            String text = new String(metrics.readAllBytes(), StandardCharsets.UTF_8);
            return text.contains("_missing 0") && text.contains("_addresses 2");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    /**
     * EC2 is reached by TLS. The other end here hangs up, but by then all that is ours is loaded.
     */
    private static void shakeHands() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(door));
            URI secure = URI.create("https://127.0.0.1:" + door.getLocalPort());
            HttpURLConnection connection = (HttpURLConnection) secure.toURL().openConnection();
            connection.connect();
            throw new IOException("Somebody speaks TLS at " + secure);
        } catch (SSLException | SocketException hungUp) {
            System.err.println("Rehearsed a handshake: " + hungUp.getMessage());
        }
    }

    private static void hangUp(ServerSocket door) {
        try (Socket client = door.accept()) {
            client.getInputStream().read();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
