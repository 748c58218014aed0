package io.github.multusnodes.pods.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eclipsesource.json.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Over HTTP, from a server that may answer anything. */
class ApiServerTest {

    private static final String ADDED =
            """
            {"type": "ADDED", "object": {"metadata": {"resourceVersion": "7", "uid": "u-1", \
            "namespace": "core", "name": "upf-0", "managedFields": [{"name": "x"}], "annotations": \
            {"k8s.v1.cni.cncf.io/networks": "n3"}}, "spec": {"containers": [{"name": "c"}]}}}
            """;

    private @TempDir Path account;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final HttpServer server = server();
    private String body = "";

    @BeforeEach
    void mount() throws IOException {
        token("first");
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void a_watch_asks_for_what_has_happened_since_a_version_and_for_bookmarks() {
        body = ADDED;

        assertThat(watch()).extracting(WatchEvent::version).containsExactly("7");
        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith("GET /api/v1/pods?")
                .contains("fieldSelector=spec.nodeName%3Dnode-1")
                .contains("watch=true")
                .contains("resourceVersion=6")
                .contains("timeoutSeconds=55")
                .contains("allowWatchBookmarks=true");
    }

    @Test
    void events_are_handed_out_in_their_order_and_bookmarks_name_no_pod() {
        body =
                ADDED
                        + ADDED.replace("ADDED", "DELETED").replace("\"7\"", "\"8\"")
                        + "{\"type\": \"BOOKMARK\", \"object\": {\"metadata\":"
                        + " {\"resourceVersion\": \"12\"}}}\n";

        List<WatchEvent> events = watch();

        assertThat(events).extracting(WatchEvent::version).containsExactly("7", "8", "12");
        assertThat(events.get(0).pod()).map(NodePod::name).contains("upf-0");
        assertThat(events.get(1).pod()).isEmpty();
        assertThat(events.get(1).uid()).contains("u-1");
        assertThat(events.get(2).uid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "garbage | BROKEN | the answer cannot be read",
                "{\"type\": \"ADDED\", \"object\": { | BROKEN | the answer cannot be read",
                "[] | BROKEN | what is told is no event: []",
                "{\"type\": \"RENAMED\", \"object\": {}} | BROKEN | what is told is no event",
                "{\"type\": \"ADDED\"} | BROKEN | the answer has no metadata.resourceVersion",
                "{\"type\": \"ERROR\", \"object\": {\"code\": 500, \"message\": \"etcd\"}} |"
                        + " BROKEN | HTTP status 500: etcd",
                "{\"type\": \"ERROR\"} | BROKEN | HTTP status 500",
                "{\"type\": \"ERROR\", \"object\": {\"code\": 429}} | THROTTLED | HTTP status 429",
            })
    void what_is_no_event_is_a_failure_with_a_name(String line, Kind kind, String text) {
        body = line + "\n";

        assertThatThrownBy(this::watch)
                .isInstanceOf(ClusterFailure.class)
                .hasMessageContaining(text)
                .satisfies(
                        failure -> assertThat(((ClusterFailure) failure).kind()).isEqualTo(kind));
    }

    @Test
    void what_came_before_it_is_heard() {
        body = ADDED + "garbage\n";
        List<WatchEvent> events = new ArrayList<>();

        assertThatThrownBy(() -> api().watch("6", Duration.ofSeconds(55), events::add))
                .isInstanceOf(ClusterFailure.class);
        assertThat(events).hasSize(1);
    }

    @Test
    void a_version_that_is_too_old_is_told_within_the_stream_or_by_its_status() {
        body = "{\"type\": \"ERROR\", \"object\": {\"kind\": \"Status\", \"code\": 410}}\n";
        assertThatThrownBy(this::watch).isInstanceOf(Expired.class);

        statuses.add(410);
        body = "{\"kind\": \"Status\", \"message\": \"too old resource version\"}";
        assertThatThrownBy(this::watch)
                .isInstanceOf(Expired.class)
                .hasMessageEndingWith("HTTP status 410: too old resource version");
    }

    @ParameterizedTest
    @CsvSource({
        "403, DENIED",
        "404, BROKEN",
        "429, THROTTLED",
        "500, BROKEN",
        "503, BROKEN",
        "302, BROKEN"
    })
    void a_status_has_its_kind_whatever_comes_with_it(int status, Kind kind) {
        statuses.add(status);
        body = "<html>a proxy speaks</html>";

        assertThatThrownBy(() -> api().list())
                .isInstanceOf(ClusterFailure.class)
                .hasMessageContaining("GET /api/v1/pods: HTTP status " + status)
                .satisfies(
                        failure -> assertThat(((ClusterFailure) failure).kind()).isEqualTo(kind));
    }

    @Test
    void the_token_is_read_anew_for_each_request() throws IOException {
        body = "{\"metadata\": {\"resourceVersion\": \"6\"}, \"items\": []}";
        PodApi api = api();
        assertThat(api.list().pods()).isEmpty();
        token("second");
        assertThat(api.list().version()).isEqualTo("6");

        assertThat(tokens).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void a_token_that_was_renewed_while_it_was_shown_is_shown_again() {
        body = "{\"metadata\": {\"resourceVersion\": \"6\"}, \"items\": []}";
        statuses.add(401);
        Deque<String> mounted = new ArrayDeque<>(List.of("first", "second"));
        ClusterAccess access =
                new ClusterAccess(
                        endpoint(),
                        new ServiceAccount(account).access(endpoint(), Duration.ofSeconds(60))
                                ::http,
                        mounted::removeFirst);

        assertThat(new PodApi(new ApiServer(access), new ApiServer(access), "node-1").list().pods())
                .isEmpty();
        assertThat(tokens).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void an_object_is_sent_again_with_the_renewed_token() {
        statuses.add(401);
        Deque<String> mounted = new ArrayDeque<>(List.of("first", "second"));
        ClusterAccess access =
                new ClusterAccess(
                        endpoint(),
                        new ServiceAccount(account).access(endpoint(), Duration.ofSeconds(60))
                                ::http,
                        mounted::removeFirst);

        new ApiServer(access).post("/api/v1/namespaces/core/events", new JsonObject().add("a", 1));

        assertThat(tokens).containsExactly("Bearer first", "Bearer second");
        assertThat(bodies).containsExactly("{\"a\":1}", "{\"a\":1}");
    }

    @Test
    void an_object_that_is_refused_is_a_failure_with_its_reason() {
        statuses.add(403);
        body = "{\"message\": \"events is forbidden\"}";

        assertThatThrownBy(
                        () ->
                                new ApiServer(
                                                new ServiceAccount(account)
                                                        .access(endpoint(), Duration.ofSeconds(60)))
                                        .post("/api/v1/events", new JsonObject()))
                .hasMessageContaining("POST /api/v1/events: HTTP status 403: events is forbidden");
    }

    @Test
    void a_token_that_is_refused_is_not_shown_twice() {
        statuses.add(401);

        assertThatThrownBy(() -> api().list())
                .hasMessageContaining("the token of the service account is not taken");
        assertThat(tokens).hasSize(1);
    }

    @Test
    void a_token_that_is_not_mounted_is_told() throws IOException {
        Files.delete(account.resolve("token"));

        assertThatThrownBy(() -> api().list())
                .hasMessageContaining(account.resolve("token").toString())
                .hasMessageContaining("mount the service account's token");
    }

    @Test
    void without_the_cluster_s_certificates_nobody_is_asked() {
        assertThatThrownBy(() -> api(URI.create("https://127.0.0.1:1")).list())
                .hasMessageContaining(account.resolve("ca.crt").toString())
                .hasMessageContaining("mount the cluster's certificates");
    }

    @Test
    void an_api_server_may_be_behind_a_path() {
        body = "{\"metadata\": {\"resourceVersion\": \"6\"}, \"items\": []}";

        assertThat(api(URI.create(endpoint() + "/k8s/c-1/")).list().pods()).isEmpty();
        assertThat(requests).singleElement().asString().startsWith("GET /k8s/c-1/api/v1/pods?");
    }

    @Test
    void where_nobody_listens_nobody_is_reached() {
        server.stop(0);

        assertThatThrownBy(() -> api().list())
                .isInstanceOf(ClusterFailure.class)
                .hasMessageContaining("no answer from " + endpoint())
                .satisfies(
                        failure ->
                                assertThat(((ClusterFailure) failure).kind())
                                        .isEqualTo(Kind.UNREACHABLE));
    }

    private List<WatchEvent> watch() {
        List<WatchEvent> events = new ArrayList<>();
        api().watch("6", Duration.ofSeconds(55), events::add);
        return events;
    }

    private PodApi api() {
        return api(endpoint());
    }

    private PodApi api(URI endpoint) {
        ApiServer api =
                new ApiServer(new ServiceAccount(account).access(endpoint, Duration.ofSeconds(60)));
        return new PodApi(api, api, "node-1");
    }

    private void token(String text) throws IOException {
        Files.writeString(account.resolve("token"), text + "\n");
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
        int status = statuses.isEmpty() ? 200 : statuses.removeFirst();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : 0);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
