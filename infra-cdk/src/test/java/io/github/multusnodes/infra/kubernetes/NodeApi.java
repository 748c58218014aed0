package io.github.multusnodes.infra.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The part of an API server that the remover of the startup taint speaks to: one node, which takes
 * JSON patches past the admission policy, and faults when it is told to.
 */
final class NodeApi implements AutoCloseable {

    static final String NODE = "ip-10-0-1-7.us-west-2.compute.internal";

    /** Closes the connection without an answer. */
    static final int NO_ANSWER = 0;

    private static final String REMOVER =
            "system:serviceaccount:kube-system:multus-nodes-not-ready";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final AdmissionPolicy policy;
    private final Deque<Integer> faults = new ArrayDeque<>();
    private final Deque<Integer> patchFaults = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private ObjectNode node = JSON.createObjectNode();
    private String token = "first";
    private String tokenIsOf = NODE;
    private Optional<String> beforeThePatch = Optional.empty();

    NodeApi(AdmissionPolicy policy, String... taints) throws IOException {
        this.policy = policy;
        node.put("kind", "Node").put("apiVersion", "v1");
        node.putObject("metadata").put("name", NODE).putObject("labels").put("role", "upf");
        node.putObject("spec").put("providerID", "aws:///us-west-2a/i-0a");
        taint(taints);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Gives the node these taints, each as {@code key:effect}. */
    private void taint(String... taints) {
        ArrayNode list = ((ObjectNode) node.path("spec")).putArray("taints");
        for (String taint : taints) {
            int colon = taint.lastIndexOf(':');
            list.addObject()
                    .put("key", taint.substring(0, colon))
                    .put("effect", taint.substring(colon + 1));
        }
    }

    synchronized List<String> taints() {
        return node.at("/spec/taints")
                .valueStream()
                .map(its -> its.path("key").asText() + ":" + its.path("effect").asText())
                .toList();
    }

    /** Answers the next calls with these statuses. */
    synchronized NodeApi faulting(int... statuses) {
        for (int status : statuses) {
            faults.add(status);
        }
        return this;
    }

    /** Answers the next patches with these statuses. */
    synchronized NodeApi faultingPatches(int... statuses) {
        for (int status : statuses) {
            patchFaults.add(status);
        }
        return this;
    }

    /** Somebody else puts a taint before the others, between the remover's look and its patch. */
    synchronized void racing(String taint) {
        beforeThePatch = Optional.of(taint);
    }

    /** From now on only this token is good. */
    synchronized void rotate(String next) {
        token = next;
    }

    synchronized void tokenIsOf(String anotherNode) {
        tokenIsOf = anotherNode;
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(call);
            if (!faults.isEmpty()) {
                int fault = faults.remove();
                if (fault != NO_ANSWER) {
                    answer(exchange, fault, "scripted");
                }
            } else if (!("Bearer " + token)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "Unauthorized");
            } else if (call.equals("GET /api/v1/nodes/" + NODE)) {
                send(exchange, 200, node.toString());
            } else if (call.equals("PATCH /api/v1/nodes/" + NODE)
                    && "application/json-patch+json"
                            .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                patch(exchange, JSON.readTree(body));
            } else {
                answer(exchange, 404, call);
            }
        }
    }

    private void patch(HttpExchange exchange, JsonNode operations) throws IOException {
        if (!patchFaults.isEmpty()) {
            answer(exchange, patchFaults.remove(), "scripted");
            return;
        }
        beforeThePatch.ifPresent(this::insert);
        beforeThePatch = Optional.empty();
        ObjectNode changed = node.deepCopy();
        for (JsonNode operation : operations) {
            if (!apply(operation, changed)) {
                answer(exchange, 422, "the server rejected our request due to an error in it");
                return;
            }
        }
        ObjectNode request = JSON.createObjectNode().put("name", NODE);
        ObjectNode user = request.putObject("userInfo").put("username", REMOVER);
        user.putObject("extra").putArray("authentication.kubernetes.io/node-name").add(tokenIsOf);
        Optional<String> refusal = policy.refusal(request, node, changed);
        if (refusal.isPresent()) {
            answer(exchange, 403, refusal.get());
            return;
        }
        node = changed;
        send(exchange, 200, node.toString());
    }

    private void insert(String taint) {
        List<String> all = new ArrayList<>(taints());
        all.addFirst(taint);
        taint(all.toArray(String[]::new));
    }

    /** {@code test} and {@code remove} of RFC 6902. */
    private static boolean apply(JsonNode operation, ObjectNode document) {
        String path = operation.path("path").asText();
        JsonNode value = document.at(path);
        if (value.isMissingNode()) {
            return false;
        }
        return switch (operation.path("op").asText()) {
            case "test" -> value.equals(operation.path("value"));
            case "remove" -> {
                int slash = path.lastIndexOf('/');
                int index = Integer.parseInt(path.substring(slash + 1));
                ((ArrayNode) document.at(path.substring(0, slash))).remove(index);
                yield true;
            }
            default -> throw new IllegalArgumentException("not known here: " + operation);
        };
    }

    private static void answer(HttpExchange exchange, int status, String message)
            throws IOException {
        send(
                exchange,
                status,
                JSON.createObjectNode().put("kind", "Status").put("message", message).toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
