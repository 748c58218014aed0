package io.github.multusnodes.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(value = 60)
class RuntimeApiTest {

    private static final Instant DEADLINE = Instant.parse("2026-01-01T00:00:00.123Z");

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final RuntimeApi api;

    RuntimeApiTest() throws IOException {
        api = new RuntimeApi("arn:aws:lambda:function", "f-1", signals::add);
    }

    @AfterEach
    void end() {
        api.close();
        client.close();
    }

    @Test
    void next_waits_for_an_event_and_tells_everything_about_it() throws Exception {
        CompletableFuture<HttpResponse<String>> next =
                client.sendAsync(request("invocation/next").GET().build(), BodyHandlers.ofString());
        assertThat(signals.take()).isEqualTo(new Signal.Idle());
        assertThat(next).isNotDone();

        api.hand(new Invocation("r1", "{\"a\":1}"), DEADLINE);

        HttpResponse<String> answer = next.join();
        assertThat(answer.body()).isEqualTo("{\"a\":1}");
        assertThat(answer.headers().map())
                .containsEntry("lambda-runtime-aws-request-id", List.of("r1"))
                .containsEntry(
                        "lambda-runtime-deadline-ms",
                        List.of(Long.toString(DEADLINE.toEpochMilli())))
                .containsEntry(
                        "lambda-runtime-invoked-function-arn", List.of("arn:aws:lambda:function"))
                .containsKey("lambda-runtime-trace-id");
    }

    @Test
    void an_answer_may_come_in_chunks() throws Exception {
        api.hand(new Invocation("r1", "{}"), DEADLINE);
        byte[] body = "größer".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                post(
                        "invocation/r1/response",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(signals).containsExactly(new Signal.Answered("größer"));
    }

    @Test
    void an_error_is_told_with_type_and_message() throws Exception {
        api.hand(new Invocation("r1", "{}"), DEADLINE);

        post("invocation/r1/error", text("{\"errorType\":\"T\",\"errorMessage\":\"M\"}"));
        post("init/error", text("{\"errorType\":\"I\",\"errorMessage\":\"N\"}"));
        post("restore/error", text("{\"errorType\":\"R\",\"errorMessage\":\"O\"}"));

        assertThat(signals)
                .containsExactly(
                        new Signal.Failed("T", "M"),
                        new Signal.InitFailed("I", "N"),
                        new Signal.InitFailed("R", "O"));
    }

    @Test
    void an_error_that_is_no_json_is_told_as_it_is() throws Exception {
        post("init/error", text("out of luck"));

        assertThat(signals)
                .containsExactly(new Signal.InitFailed("Runtime.Unknown", "out of luck"));
    }

    @Test
    void an_answer_to_no_event_is_refused() throws Exception {
        assertThat(post("invocation/r1/response", text("{}")).statusCode()).isEqualTo(400);

        api.hand(new Invocation("r1", "{}"), DEADLINE);

        HttpResponse<String> other = post("invocation/r2/response", text("{}"));
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("InvalidRequestID");
        assertThat(signals).isEmpty();
    }

    @Test
    void credentials_after_a_restore_are_others_than_before() throws Exception {
        assertThat(credentials("simulated").body())
                .contains("\"AccessKeyId\":\"f-1-before-restore\"");

        client.send(request("restore/next").GET().build(), BodyHandlers.ofString());

        assertThat(credentials("simulated").body()).contains("\"AccessKeyId\":\"f-1\"");
    }

    @Test
    void credentials_are_only_for_who_shows_the_token() throws Exception {
        assertThat(credentials("guessed").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> credentials(String token) throws Exception {
        URI uri = URI.create("http://" + api.address() + RuntimeApi.CREDENTIALS);
        HttpRequest asked =
                HttpRequest.newBuilder(uri).header("Authorization", token).GET().build();
        return client.send(asked, BodyHandlers.ofString());
    }

    @Test
    void a_restored_snapshot_may_go_on_at_once() throws Exception {
        HttpResponse<String> answer =
                client.send(request("restore/next").GET().build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void what_the_api_does_not_have_is_refused() throws Exception {
        HttpResponse<String> answer = post("invocation", text("{}"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("POST /2018-06-01/runtime/invocation");
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        return client.send(request(path).POST(body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
    }
}
