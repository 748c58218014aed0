package io.github.multusnodes.simulator.kubernetes;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.simulator.autoscaling.GroupWorld;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Multus.Attachment;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.ServiceAccount;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.IoUtils;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The API server of a cluster of two nodes in virtual time, as the agent of a node asks it. */
final class ApiServer {

    static final Predicate<Call> WATCHES = call -> call.action().equals("WatchPods");

    /** A pod that gets {@link #UPF_0} of Multus. */
    static final PodTemplate UPF = PodTemplate.of("upf").asking("n3");

    static final Attachment UPF_0 =
            new Attachment("ran/n3", "net1", "02:00:00:00:00:01", List.of("10.0.16.140"));

    /** An answer: its status, and its body. */
    record Answer(int status, String body) {
        JsonObject json() {
            return Json.parse(body).asObject();
        }
    }

    final GroupWorld group = new GroupWorld();
    final Kubernetes cluster = group.world.kubernetes();
    final String node;
    final String otherNode;
    private final Duration readTimeout;
    private String token;

    ApiServer() {
        this(Duration.ofHours(2));
    }

    ApiServer(Duration readTimeout) {
        this.readTimeout = readTimeout;
        cluster.nodesJoin(Duration.ZERO, Duration.ofMinutes(1));
        group.group(2);
        group.passSeconds(60);
        List<String> nodes = cluster.nodes().all().stream().map(Node::name).toList();
        node = nodes.getFirst();
        otherNode = nodes.getLast();
        token = newToken(Duration.ofDays(1));
        cluster.multus().attach(_ -> List.of(UPF_0));
    }

    String newToken(Duration valid) {
        return cluster.serviceAccounts()
                .issue(ServiceAccount.ofAgent("kube-system", "multus-nodes"), valid);
    }

    void showsToken(String other) {
        token = other;
    }

    /** Puts a pod that asks for networks onto the node. */
    Pod runs(String name) {
        return cluster.pods().run("ran", name, UPF, node);
    }

    void ends(String name) {
        cluster.evictions().delete("ran", name, null, Duration.ZERO);
    }

    /** The pod as it is. */
    Pod pod(String name) {
        return cluster.pods().find("ran", name).orElseThrow();
    }

    /** Lists the pods of the node. */
    JsonObject list(String more) {
        return get(ofNode(more)).json();
    }

    /** The version of a list of them. */
    String version() {
        return list("").get("metadata").asObject().getString("resourceVersion", "");
    }

    Answer get(String path) {
        return answer(call(SdkHttpMethod.GET, path, ""));
    }

    Answer post(String path, String body) {
        return answer(call(SdkHttpMethod.POST, path, body));
    }

    /** Watches the pods of the node from now on, beside what else happens. */
    WatchLog watch(String more) {
        WatchLog log = new WatchLog(group.world.timeline()::now);
        group.world
                .timeline()
                .start(
                        "watch",
                        () -> log.read(call(SdkHttpMethod.GET, ofNode("&watch=1" + more), "")));
        group.pass(Duration.ZERO);
        return log;
    }

    String ofNode(String more) {
        return "/api/v1/pods?fieldSelector=spec.nodeName%3D" + node + more;
    }

    private HttpExecuteResponse call(SdkHttpMethod method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(method)
                        .uri(URI.create("https://simulator.local" + path))
                        .putHeader("Authorization", "Bearer " + token)
                        .putHeader("Content-Type", "application/json")
                        .build();
        try {
            return group.world
                    .clients()
                    .http("agent", readTimeout)
                    .prepareRequest(
                            HttpExecuteRequest.builder()
                                    .request(request)
                                    .contentStreamProvider(() -> new ByteArrayInputStream(bytes))
                                    .build())
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(HttpExecuteResponse response) {
        try {
            return new Answer(
                    response.httpResponse().statusCode(),
                    IoUtils.toUtf8String(response.responseBody().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
