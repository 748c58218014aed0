package io.github.multusnodes.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.VirtualTimeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** CloudFormation's side of custom resources, met by a function that answers as it is told to. */
class CustomResourceTest {

    private final World<VirtualTimeline> world = World.virtual(Scenario.plain());
    private final SdkHttpClient http = world.clients().http("function");
    private final List<JsonObject> requests = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();

    /** What the function answers; empty for nothing. */
    private Function<JsonObject, String> answer = request -> success(request, "id-1");

    private final CustomResource resource =
            new CustomResource(
                    world.timeline(),
                    world.answers(),
                    new Delivery(world.timeline(), Duration.ZERO, new Mishaps(1), 1),
                    new Target(
                            new InProcessFunction(
                                    "function",
                                    world.timeline(),
                                    Duration.ofMinutes(1),
                                    _ -> {},
                                    (event, _) -> run(event)),
                            AsyncSettings.usual()),
                    new CustomResource.Declared(
                            "Custom::Thing", "my-stack", "Thing", Duration.ofHours(1)));

    @Test
    void a_resource_is_created_updated_and_deleted() {
        resource.create("{\"a\":1,\"b\":[true,{\"c\":\"d\"}]}");
        settle(Status.CREATE_COMPLETE);
        assertThat(resource.physicalId()).isEqualTo("id-1");
        assertThat(resource.data()).containsEntry("answer", "42");

        resource.update("{\"a\":2}");
        settle(Status.UPDATE_COMPLETE);
        resource.delete();
        settle(Status.DELETE_COMPLETE);

        assertThat(types()).containsExactly("Create", "Update", "Delete");
        JsonObject create = requests.getFirst();
        assertThat(create.names())
                .containsExactlyInAnyOrder(
                        "RequestType",
                        "ServiceToken",
                        "ResponseURL",
                        "StackId",
                        "RequestId",
                        "LogicalResourceId",
                        "ResourceType",
                        "ResourceProperties");
        JsonObject properties = create.get("ResourceProperties").asObject();
        assertThat(properties.getString("a", "")).isEqualTo("1");
        assertThat(properties.get("b")).hasToString("[\"true\",{\"c\":\"d\"}]");
        assertThat(properties.getString("ServiceToken", "")).contains(":function:function");
        JsonObject update = requests.get(1);
        assertThat(update.getString("PhysicalResourceId", "")).isEqualTo("id-1");
        assertThat(update.get("OldResourceProperties")).isEqualTo(properties);
    }

    @Test
    void a_failed_creation_is_deleted_by_the_id_it_answered() {
        answer =
                request ->
                        isA(request, "Create")
                                ? failure(request, "id-9")
                                : success(request, "id-9");

        resource.create("{}");
        settle(Status.ROLLBACK_COMPLETE);

        assertThat(types()).containsExactly("Create", "Delete");
        assertThat(requests.getLast().getString("PhysicalResourceId", "")).isEqualTo("id-9");
        assertThat(resource.reason()).isEqualTo("no");
    }

    @Test
    void a_creation_that_is_never_answered_times_out_and_is_deleted_by_an_id_made_up() {
        answer = request -> isA(request, "Create") ? "" : success(request, "x");

        resource.create("{}");
        world.timeline().runUntil(world.timeline().now().plus(Duration.ofMinutes(59)));
        assertThat(resource.status()).isEqualTo(Status.CREATE_IN_PROGRESS);
        settle(Status.ROLLBACK_COMPLETE);

        assertThat(requests.getLast().getString("PhysicalResourceId", ""))
                .startsWith("my-stack-Thing-");
    }

    @Test
    void a_failed_update_is_rolled_back() {
        resource.create("{\"a\":1}");
        settle(Status.CREATE_COMPLETE);
        answer =
                request ->
                        request.get("ResourceProperties").asObject().getString("a", "").equals("2")
                                ? failure(request, "id-1")
                                : success(request, "id-1");

        resource.update("{\"a\":2}");
        settle(Status.UPDATE_ROLLBACK_COMPLETE);

        assertThat(types()).containsExactly("Create", "Update", "Update");
        assertThat(requests.getLast().get("OldResourceProperties"))
                .isEqualTo(requests.get(1).get("ResourceProperties"));
        answer = request -> failure(request, "id-1");
        resource.update("{\"a\":2}");
        settle(Status.UPDATE_ROLLBACK_FAILED);
        resource.delete();
        settle(Status.DELETE_FAILED);
    }

    @Test
    void a_changed_physical_id_has_the_old_resource_deleted() {
        resource.create("{\"a\":1}");
        settle(Status.CREATE_COMPLETE);
        answer = request -> success(request, "id-2");

        resource.update("{\"a\":2}");
        settle(Status.UPDATE_COMPLETE);

        assertThat(types()).containsExactly("Create", "Update", "Delete");
        assertThat(requests.getLast().getString("PhysicalResourceId", "")).isEqualTo("id-1");
        assertThat(requests.getLast().get("ResourceProperties").asObject().getString("a", ""))
                .isEqualTo("1");
        assertThat(resource.physicalId()).isEqualTo("id-2");
    }

    @Test
    void only_the_first_answer_counts() {
        resource.create("{}");
        settle(Status.CREATE_COMPLETE);
        answer = request -> failure(request, "id-3");

        resource.repeat(resource.requests().getFirst());
        world.timeline().runUntil(world.timeline().now().plus(Duration.ofMinutes(5)));

        assertThat(resource.status()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(resource.physicalId()).isEqualTo("id-1");
        assertThat(world.answers().taken()).hasSize(2);
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Status\":\"SUCCESS\" | \"Status\":\"OK\" | InvalidResponse",
                "\"Status\":\"SUCCESS\" | \"Status\":\"FAILED\" | InvalidResponse",
                "\"Status\":\"SUCCESS\" | \"State\":\"SUCCESS\" | InvalidResponse",
                "\"PhysicalResourceId\":\"id-1\" | \"PhysicalResourceId\":\"\" | InvalidResponse",
                "\"LogicalResourceId\":\"Thing\" | \"LogicalResourceId\":\"Other\" |"
                        + " InvalidResponse",
                "\"answer\":\"42\" | \"answer\":42 | InvalidResponse",
                "{\"answer\":\"42\"} | 42 | InvalidResponse",
                "{ | [ | InvalidResponse",
            })
    void an_answer_that_cloudformation_could_not_use_is_refused(
            String part, String instead, String code) {
        answer = request -> success(request, "id-1").replaceFirst(quoted(part), instead);

        resource.create("{}");
        world.timeline().runUntil(world.timeline().now().plus(Duration.ofMinutes(5)));

        assertThat(resource.status()).isEqualTo(Status.CREATE_IN_PROGRESS);
        assertThat(statuses).containsOnly(400);
        assertThat(world.calls().of("PutStackAnswer"))
                .extracting(RecordedCall::outcome)
                .containsOnly(code);
    }

    @Test
    void an_answer_that_is_too_long_is_refused() {
        answer = request -> success(request, "i".repeat(4000));

        resource.create("{}");
        world.timeline().runUntil(world.timeline().now().plus(Duration.ofMinutes(5)));

        assertThat(statuses).containsOnly(400);
    }

    @Test
    void another_method_another_content_type_another_signature_and_an_old_url_are_refused()
            throws IOException {
        answer = _ -> "";
        resource.create("{}");
        world.timeline().runUntil(world.timeline().now().plus(Duration.ofMinutes(5)));
        JsonObject request = requests.getFirst();
        String url = request.getString("ResponseURL", "");
        String body = success(request, "id-1");

        assertThat(send(SdkHttpMethod.POST, url, "", body)).isEqualTo(405);
        assertThat(send(SdkHttpMethod.PUT, url, "application/json", body)).isEqualTo(403);
        assertThat(send(SdkHttpMethod.PUT, url + "0", "", body)).isEqualTo(403);
        assertThat(send(SdkHttpMethod.PUT, url.replace("my-stack", "other"), "", body))
                .isEqualTo(403);
        world.timeline().runUntil(world.timeline().now().plus(Duration.ofHours(2)));
        assertThat(send(SdkHttpMethod.PUT, url, "", body)).isEqualTo(403);
        assertThat(world.answers().taken()).isEmpty();
    }

    private byte[] run(byte[] event) throws IOException {
        JsonObject request = Json.parse(new String(event, StandardCharsets.UTF_8)).asObject();
        requests.add(request);
        String body = answer.apply(request);
        if (!body.isEmpty()) {
            statuses.add(send(SdkHttpMethod.PUT, request.getString("ResponseURL", ""), "", body));
        }
        return new byte[0];
    }

    private int send(SdkHttpMethod method, String url, String contentType, String body)
            throws IOException {
        return http.prepareRequest(
                        HttpExecuteRequest.builder()
                                .request(
                                        SdkHttpRequest.builder()
                                                .method(method)
                                                .uri(URI.create(url))
                                                .putHeader("Content-Type", contentType)
                                                .build())
                                .contentStreamProvider(
                                        () ->
                                                new ByteArrayInputStream(
                                                        body.getBytes(StandardCharsets.UTF_8)))
                                .build())
                .call()
                .httpResponse()
                .statusCode();
    }

    private void settle(Status expected) {
        world.timeline().runUntil(() -> resource.status().isSettled());
        assertThat(resource.status()).as(resource.reason()).isEqualTo(expected);
    }

    private List<String> types() {
        return requests.stream().map(each -> each.getString("RequestType", "")).toList();
    }

    private static boolean isA(JsonObject request, String type) {
        return request.getString("RequestType", "").equals(type);
    }

    private static String success(JsonObject request, String physicalId) {
        return answered(request, physicalId)
                .add("Status", "SUCCESS")
                .add("Data", Json.object().add("answer", "42"))
                .toString();
    }

    private static String failure(JsonObject request, String physicalId) {
        return answered(request, physicalId).add("Status", "FAILED").add("Reason", "no").toString();
    }

    private static JsonObject answered(JsonObject request, String physicalId) {
        return Json.object()
                .add("StackId", request.getString("StackId", ""))
                .add("RequestId", request.getString("RequestId", ""))
                .add("LogicalResourceId", request.getString("LogicalResourceId", ""))
                .add("PhysicalResourceId", physicalId);
    }

    private static String quoted(String part) {
        return Pattern.quote(part);
    }
}
