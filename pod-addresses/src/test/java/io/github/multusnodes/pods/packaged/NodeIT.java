package io.github.multusnodes.pods.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.state.kubernetes.Event;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Multus;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;
import io.github.multusnodes.simulator.state.kubernetes.ServiceAccount;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

class NodeIT {

    private static final String NODE = "node-1";

    /** The goal of its design; without the cache and the small runtime of the image. */
    private static final long MOST_MEMORY = 96_000;

    private @TempDir Path account;
    private final RealNode node = node();
    private final Kubernetes cluster = node.world.kubernetes();
    private final int port = freePort();

    private static RealNode node() {
        try {
            return new RealNode(
                    new RealNode.Opening() {
                        @Override
                        public <T> T by(Callable<T> what) throws Exception {
                            return what.call();
                        }
                    });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void mount() throws IOException {
        mounts(ServiceAccount.ofAgent("kube-system", "agent"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_pod_s_address_comes_and_goes_with_it_and_stays_when_the_agent_ends() throws Exception {
        try (Program agent = start("--release-after", "1s", "--reassign", "true")) {
            Waiting.until("it is ready", () -> status("/readyz") == 200);
            assertThat(status("/healthz")).isEqualTo(200);

            has("upf-0", "10.0.1.50");
            has("upf-1", "10.0.1.51");
            agent.awaitLine("core/upf-1");
            assertThat(node.addresses())
                    .containsExactlyInAnyOrder("10.0.1.11", "10.0.1.50", "10.0.1.51");
            Waiting.until(
                    "metrics show it", () -> metrics().contains("multus_pod_addresses_pods 2"));
            assertThat(metrics())
                    .contains(
                            "multus_pod_addresses_assigned_total 2",
                            "multus_pod_addresses_missing 0",
                            "multus_pod_addresses_routable_seconds_count 2");

            goes("upf-0");
            Waiting.until("it is released", () -> !node.addresses().contains("10.0.1.50"));
            Waiting.until(
                    "metrics show it",
                    () -> metrics().contains("multus_pod_addresses_released_total 1"));
            assertThat(node.addresses()).containsExactlyInAnyOrder("10.0.1.11", "10.0.1.51");

            long peak = agent.peak();
            System.out.println("The agent of a node has had " + peak + " kB resident");
            assertThat(peak).isLessThan(MOST_MEMORY);
            agent.terminate();
            assertThat(agent.exitCode()).as("%s", agent.said()).isZero();
            assertThat(node.addresses()).contains("10.0.1.51");
        }
    }

    @Test
    void what_cannot_be_done_stands_on_the_pod() throws Exception {
        try (Program agent = start()) {
            Waiting.until("it is ready", () -> status("/readyz") == 200);
            Pod outside = has("outside", "10.0.9.9");
            Pod garbled = asks("garbled");
            node.world.alone(
                    () -> cluster.pods().annotate(garbled.uid(), Multus.STATUS, "garbage"));

            Waiting.until("there is an event on each", () -> events().size() == 2);
            assertThat(events())
                    .anySatisfy(
                            event -> {
                                assertThat(event.about().uid()).isEqualTo(outside.uid());
                                assertThat(event.reason()).isEqualTo("AddressRefused");
                                assertThat(event.message()).contains("10.0.9.9");
                            })
                    .anySatisfy(
                            event -> {
                                assertThat(event.about().uid()).isEqualTo(garbled.uid());
                                assertThat(event.reason()).isEqualTo("NetworkStatusUnreadable");
                                assertThat(event.message()).contains("garbage");
                            });
            agent.terminate();
            assertThat(agent.exitCode()).isZero();
        }
    }

    @Test
    void an_agent_without_its_cluster_or_its_metadata_goes_on_until_it_is_told_to_end()
            throws Exception {
        mounts(new ServiceAccount("kube-system", "agent", Set.of()));
        try (Program agent = start()) {
            agent.awaitLine("the service account's role lacks this permission");
            assertThat(status("/readyz")).isEqualTo(503);
            assertThat(status("/healthz")).isEqualTo(200);
            mounts(ServiceAccount.ofAgent("kube-system", "agent"));
            has("upf-0", "10.0.1.50");
            Waiting.until("the address is there", () -> node.addresses().contains("10.0.1.50"));

            agent.terminate();
            assertThat(agent.exitCode()).isZero();
        }
    }

    @Test
    void a_watch_that_breaks_off_is_taken_up_again() throws Exception {
        node.world
                .faults()
                .next(
                        2,
                        call -> call.action().equals("WatchPods"),
                        new Fault.BreakOff(Duration.ofMillis(1)));
        try (Program agent = start()) {
            Waiting.until("it watches again", () -> calls("WatchPods") == 3);
            has("upf-0", "10.0.1.50");
            Waiting.until("the address is there", () -> node.addresses().contains("10.0.1.50"));

            assertThat(calls("GetPods")).isEqualTo(1);
            agent.terminate();
            assertThat(agent.exitCode()).isZero();
        }
    }

    @Test
    void an_agent_that_is_told_to_end_while_nobody_answers_ends() throws Exception {
        node.metadata.close();
        try (Program agent = start()) {
            agent.awaitLine("instance metadata");
            agent.terminate();
            assertThat(agent.exitCode()).isZero();
        }
    }

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
        try (ServerSocket _ = new ServerSocket(port);
                Program agent = start()) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.said())
                    .last()
                    .asString()
                    .contains("give --http-port one that is free");
        }
    }

    @Test
    void all_that_is_wrong_is_told_before_anything_is_done() throws Exception {
        try (Program agent =
                Program.start(Map.of(), "node", "--interfaces", "1", "--reassign", "y")) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.said()).hasSize(5).first().isEqualTo("pod-addresses: 4 mistake(s):");
        }
    }

    private Program start(String... more) throws IOException {
        Map<String, String> variables = new HashMap<>(node.variables());
        variables.put("NODE_NAME", NODE);
        variables.put("POD_API_SERVER", node.door.endpoint().toString());
        variables.put("POD_SERVICE_ACCOUNT_DIR", account.toString());
        variables.put("POD_HTTP_PORT", Integer.toString(port));
        String[] arguments = new String[more.length + 1];
        arguments[0] = "node";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return Program.start(variables, arguments);
    }

    private void mounts(ServiceAccount its) throws IOException {
        String token =
                node.world.alone(() -> cluster.serviceAccounts().issue(its, Duration.ofHours(1)));
        Files.writeString(account.resolve("token"), token + "\n");
    }

    private Pod asks(String name) {
        return node.world.alone(
                () -> cluster.pods().run("core", name, PodTemplate.of("upf").asking("n3"), NODE));
    }

    private Pod has(String name, String address) {
        Pod pod = asks(name);
        Multus.Attachment net1 =
                new Multus.Attachment("core/n3", "net1", node.eni.macAddress(), List.of(address));
        node.world.alone(
                () ->
                        cluster.pods()
                                .annotate(
                                        pod.uid(),
                                        Multus.STATUS,
                                        cluster.multus().status(pod, List.of(net1))));
        return pod;
    }

    private void goes(String name) {
        node.world.alone(() -> cluster.evictions().delete("core", name, null, Duration.ZERO));
    }

    private List<Event> events() {
        return node.world.alone(() -> cluster.events().all());
    }

    private long calls(String action) {
        return node.world.calls().all().stream()
                .map(RecordedCall::call)
                .map(Call::action)
                .filter(action::equals)
                .count();
    }

    private String metrics() throws IOException {
        return new String(ask("/metrics").getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Of HTTP; 0 while nobody listens. */
    private int status(String path) throws IOException {
        try {
            return ask(path).getResponseCode();
        } catch (ConnectException nobody) {
            return 0;
        }
    }

    private HttpURLConnection ask(String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return (HttpURLConnection) uri.toURL().openConnection();
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
