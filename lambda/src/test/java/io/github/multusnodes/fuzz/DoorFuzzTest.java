package io.github.multusnodes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eclipsesource.json.Json;

import io.github.multusnodes.cluster.ClusterAccess;
import io.github.multusnodes.cluster.EksToken;
import io.github.multusnodes.cluster.KubernetesCluster;
import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.wire.AnswerStream;
import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.RestRequest;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

import okhttp3.OkHttpClient;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Requests that nobody would send reach the simulator. It answers each in the form of the service
 * that was asked, as AWS would: what it does not take is an error with a code and a reason.
 */
class DoorFuzzTest {

    private static final Layout LAYOUT =
            Layout.of(1, 1).withDrain("{}").withTerminateHook(Duration.ofHours(1));
    private static final Stage STAGE = lived();
    private static final List<Map<String, String>> FORMS = forms();
    private static final String AUTHORIZATION = authorization();

    record Slip(int parameter, Change ofName, Change ofValue, int what) {}

    @Provide
    Arbitrary<Map<String, String>> requests() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 100_000).withoutEdgeCases();
        Arbitrary<Slip> slips =
                Combinators.combine(numbers, Change.any(), Change.any(), numbers).as(Slip::new);
        return Combinators.combine(numbers, slips.list().ofMinSize(1).ofMaxSize(3))
                .as((form, all) -> slipped(FORMS.get(form % FORMS.size()), all));
    }

    @Provide
    Arbitrary<RestRequest> calls() {
        String pod = "/api/v1/namespaces/shop/pods/web-1";
        Arbitrary<List<String>> usual =
                Arbitraries.of(
                        List.of("GET", "/clusters/simulated", "", "{}"),
                        List.of("GET", "/api/v1/nodes?limit=500", "", ""),
                        List.of(
                                "GET",
                                "/api/v1/pods?limit=5&fieldSelector=spec.nodeName%3Da",
                                "",
                                ""),
                        List.of(
                                "GET",
                                "/api/v1/pods?watch=1&fieldSelector=spec.nodeName%3Da",
                                "",
                                ""),
                        List.of(
                                "POST",
                                "/api/v1/namespaces/shop/events",
                                "application/json",
                                "{\"metadata\":{\"generateName\":\"a\"},\"involvedObject\":{\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"web-1\",\"uid\":\"x\"},\"type\":\"Normal\",\"reason\":\"A\",\"message\":\"b\",\"count\":2,\"firstTimestamp\":\"2026-01-01T00:00:00Z\",\"source\":{\"component\":\"c\"}}"),
                        List.of(
                                "PATCH",
                                "/api/v1/nodes/"
                                        + STAGE.kubernetes().nodes().all().getFirst().name(),
                                "application/merge-patch+json",
                                "{\"metadata\":{\"annotations\":{\"a\":\"b\",\"c\":null},\"resourceVersion\":\"1\"},\"spec\":{\"unschedulable\":true}}"),
                        List.of(
                                "POST",
                                pod + "/eviction",
                                "application/json",
                                "{\"metadata\":{\"name\":\"web-1\",\"namespace\":\"shop\"},\"deleteOptions\":{\"preconditions\":{\"uid\":\"x\"}}}"),
                        List.of(
                                "DELETE",
                                pod,
                                "application/json",
                                "{\"gracePeriodSeconds\":5,\"preconditions\":{\"uid\":\"x\"}}"),
                        List.of(
                                "PUT",
                                "/cloudformation-custom-resource-response-uswest2/a?X-Amz-Signature=b",
                                "",
                                "{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"a\",\"StackId\":\"a\",\"RequestId\":\"a\",\"LogicalResourceId\":\"a\",\"Data\":{\"a\":\"b\"}}"));
        return Combinators.combine(
                        usual,
                        Change.any().list().ofMaxSize(2),
                        Change.any().list().ofMaxSize(1),
                        Arbitraries.of(0, 0, 0, 1, 2))
                .as(
                        (parts, body, token, what) ->
                                new RestRequest(
                                        what == 1 ? "BREW" : parts.get(0),
                                        what == 2
                                                ? Change.all(token, path(parts.get(1)))
                                                : path(parts.get(1)),
                                        RestRequest.of("GET", URI.create(parts.get(1)), "", "", "")
                                                .query(),
                                        parts.get(0).equals("PUT")
                                                ? ""
                                                : Change.all(token, AUTHORIZATION),
                                        parts.get(2),
                                        Change.all(body, parts.get(3)),
                                        ""));
    }

    @Fuzzed(inGate = 2_000)
    void of_the_query_protocol_are_answered(@ForAll("requests") Map<String, String> form)
            throws IOException {
        Door.Answer answer = STAGE.world().door().call("anybody", form);

        isAnswer(answer);
        if (answer.status() >= 400) {
            assertThat(answer.body()).contains("<Code>", "<Message>");
        }
    }

    @Fuzzed(inGate = 1_500)
    void of_other_protocols_are_answered(@ForAll("calls") RestRequest request) throws IOException {
        isAnswer(STAGE.world().door().call(request));
    }

    private static void isAnswer(Door.Answer answer) {
        assertThat(answer.status()).isBetween(200, 499);
        answer.stream().ifPresent(AnswerStream::close);
        if (answer.stream().isEmpty() && answer.contentType().startsWith("application/json")) {
            assertThat(Json.parse(answer.body()).isObject()).isTrue();
        }
    }

    private static Map<String, String> slipped(Map<String, String> form, List<Slip> slips) {
        TreeMap<String, String> slipped = new TreeMap<>(form);
        for (Slip slip : slips) {
            List<String> names = List.copyOf(slipped.keySet());
            if (names.isEmpty()) {
                return slipped;
            }
            String name = names.get(slip.parameter() % names.size());
            String value = slipped.getOrDefault(name, "");
            switch (slip.what() % 5) {
                case 0 -> slipped.remove(name);
                case 1 -> slipped.put(name, slip.ofValue().of(value));
                case 2 -> slipped.put(name, Trees.value(slip.what() / 5));
                case 3 -> slipped.put(slip.ofName().of(name), value);
                default -> slipped.put(name.replaceAll("\\d+", "7"), value);
            }
        }
        return slipped;
    }

    /** A stage on which everything has happened that functions and operators do. */
    private static Stage lived() {
        Stage stage = Stage.open(Scenario.plain(), LAYOUT).joinAfter(Duration.ofSeconds(5));
        stage.group(2).untilInService(2).runFor(Duration.ofMinutes(1));
        stage.inService().forEach(node -> Web.run(stage, node));
        stage.sweep("{}");
        stage.scaleTo(1).runFor(Duration.ofMinutes(5));
        stage.warmPool(1, 1).runFor(Duration.ofMinutes(5));
        stage.inspect().ours();
        return stage;
    }

    private static List<Map<String, String>> forms() {
        List<Map<String, String>> forms = new ArrayList<>();
        for (RecordedCall recorded : STAGE.calls().all()) {
            Call call = recorded.call();
            boolean isQuery = !call.action().equals("DescribeCluster") && !isOfKubernetes(call);
            if (isQuery) {
                Map<String, String> form = new TreeMap<>(call.parameters());
                form.put("Action", call.action());
                form.put("Version", isOfGroups(call) ? "2011-01-01" : "2016-11-15");
                forms.add(form);
            }
        }
        return forms;
    }

    private static boolean isOfKubernetes(Call call) {
        return call.action()
                .matches("(Get|List|Patch|Create|Delete|Evict)(Nodes?|Pods?|Eviction)?");
    }

    private static boolean isOfGroups(Call call) {
        return call.action().matches(".*(AutoScaling|Lifecycle|WarmPool|DesiredCapacity).*");
    }

    private static String path(String uri) {
        return uri.replaceAll("\\?.*", "");
    }

    /** What the real client would say. */
    private static String authorization() {
        AtomicReference<String> said = new AtomicReference<>("");
        Cluster cluster =
                new KubernetesCluster(
                        ClusterAccess.at(URI.create("http://127.0.0.1:1"), ""),
                        new EksToken(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("anybody", "simulated")),
                                Region.US_WEST_2,
                                Kubernetes.NAME,
                                STAGE::now),
                        new OkHttpClient.Builder()
                                .addInterceptor(
                                        chain -> {
                                            said.set(
                                                    Objects.requireNonNull(
                                                            chain.request()
                                                                    .header("Authorization")));
                                            throw new IOException("Nothing is sent");
                                        })
                                .build());
        assertThatThrownBy(cluster::parked).hasMessageContaining("Nothing is sent");
        return said.get();
    }
}
