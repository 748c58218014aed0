package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.ServiceAccount;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Watches over HTTP, while time is the machine's. */
class LiveWatchTest {

    private static final String NODE = "node-1";

    private final World<RealTimeline> world = World.real(Scenario.plain());
    private final Kubernetes cluster = world.kubernetes();
    private final HttpDoor door = opened(world);
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token =
            cluster.serviceAccounts()
                    .issue(ServiceAccount.ofAgent("kube-system", "agent"), Duration.ofHours(1));

    @AfterEach
    void close() {
        http.close();
        door.close();
        world.timeline().close();
    }

    @Test
    void lines_come_as_things_happen_while_the_answer_goes_on() throws Exception {
        HttpResponse<InputStream> answer = watch("");
        try (BufferedReader reader = reader(answer)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
            for (int i = 0; i < 3; i++) {
                run("pod-" + i);
                assertThat(reader.readLine())
                        .startsWith("{\"type\":\"ADDED\"")
                        .contains("\"name\":\"pod-" + i + "\"");
            }
            world.alone(() -> cluster.history().expire());
            assertThat(reader.readLine()).startsWith("{\"type\":\"ERROR\"");
            assertThat(reader.readLine()).isNull();
        }
    }

    @Test
    void a_watch_ends_in_order_when_its_time_is_over() throws Exception {
        try (BufferedReader reader = reader(watch("&timeoutSeconds=1"))) {
            assertThat(reader.readLine()).isNull();
        }
    }

    @Test
    void an_answer_that_breaks_off_does_not_look_whole() throws Exception {
        world.faults().next(ApiServer.WATCHES, new Fault.BreakOff(Duration.ofMillis(1)));
        try (BufferedReader reader = reader(watch(""))) {
            assertThatThrownBy(reader::readLine).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_door_that_closes_ends_its_watches() throws Exception {
        try (BufferedReader reader = reader(watch(""))) {
            door.close();
            assertThatThrownBy(reader::readLine).isInstanceOf(IOException.class);
        }
    }

    private void run(String name) {
        world.alone(() -> cluster.pods().run("ran", name, PodTemplate.of("upf"), NODE));
    }

    private HttpResponse<InputStream> watch(String more) throws Exception {
        URI uri =
                URI.create(
                        door.endpoint()
                                + "/api/v1/pods?watch=1&fieldSelector=spec.nodeName%3D"
                                + NODE
                                + more);
        return http.send(
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
                BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static HttpDoor opened(World<RealTimeline> world) {
        try {
            return new HttpDoor(world.door(), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
