package io.github.multusnodes.pods.cluster;

import static io.github.multusnodes.pods.cluster.ClusterStage.LISTS;
import static io.github.multusnodes.pods.cluster.ClusterStage.WATCHES;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.pods.agent.AgentPorts;
import io.github.multusnodes.pods.agent.NodeAgent;
import io.github.multusnodes.pods.agent.Pace;
import io.github.multusnodes.pods.ec2.Ec2Assignments;
import io.github.multusnodes.pods.metrics.AgentMetrics;
import io.github.multusnodes.pods.node.Terms;
import io.github.multusnodes.pods.plan.Rules;
import io.github.multusnodes.pods.stage.NodesStage.Node;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.kubernetes.Pod;
import io.github.multusnodes.telemetry.StepLog;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An agent that hears of its pods from the API server, in virtual time. */
class AgentOfClusterTest {

    private static final String OURS = "10.0.1.50";
    private static final Duration SECONDS = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(20);

    private final ClusterStage cluster = new ClusterStage();
    private final Node node = cluster.stage.node(1);
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void begin() {
        cluster.begin();
        cluster.world.timeline().start("agent", this::work);
        cluster.pass(SECONDS);
    }

    private void work() {
        AgentPorts ports =
                new AgentPorts(
                        cluster.stage.interfaces(node),
                        cluster.pods,
                        new Ec2Assignments(cluster.stage.access("agent").ec2(new Calls())),
                        new AgentMetrics(cluster.time::now),
                        cluster.time,
                        new Random(7));
        Terms terms = Terms.usual(new Rules(true, Map.of()), List.of());
        new NodeAgent(ports, terms, Pace.usual(), new StepLog(lines::add, cluster.time::now))
                .run(cluster.ending::get);
    }

    @Test
    void a_pod_s_address_comes_once_multus_has_told_and_goes_after_the_pod() {
        Pod pod = cluster.asks("upf-0");
        cluster.pass(SECONDS);
        assertThat(held()).isFalse();

        cluster.gets(pod, OURS);
        cluster.pass(SECONDS);
        assertThat(held()).isTrue();

        cluster.goes("upf-0");
        cluster.pass(Duration.ofSeconds(55));
        assertThat(held()).isTrue();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(held()).isFalse();
    }

    @Test
    void nothing_is_released_while_nobody_can_say_which_pods_there_are() {
        cluster.has("upf-0", OURS);
        cluster.pass(SECONDS);
        cluster.goes("upf-0");
        cluster.pass(SECONDS);

        cluster.world.faults().always(LISTS.or(WATCHES), new Fault.LoseRequest());
        cluster.pass(LONG);
        assertThat(held()).isTrue();

        cluster.world.faults().clear();
        cluster.pass(Duration.ofMinutes(3));
        assertThat(held()).isFalse();
    }

    /** The watch is silent and does not tell; the second look sees the pod that has it now. */
    @Test
    void what_a_new_pod_has_is_not_released_though_the_watch_has_not_told_of_it() {
        cluster.has("upf-0", OURS);
        cluster.pass(SECONDS);
        cluster.goes("upf-0");
        cluster.pass(SECONDS);
        cluster.world.faults().always(WATCHES, new Fault.FallSilent(Duration.ZERO));
        cluster.kubernetes.history().expire();
        cluster.pass(SECONDS);
        cluster.has("upf-1", OURS);

        for (int i = 0; i < 100; i++) {
            cluster.pass(Duration.ofSeconds(5));
            assertThat(held()).isTrue();
        }
        assertThat(cluster.calls(AgentOfClusterTest::takes)).isZero();
    }

    @Test
    void a_pod_that_came_while_the_watch_was_broken_is_heard_of_afterwards() {
        cluster.world.faults().always(LISTS.or(WATCHES), new Fault.LoseRequest());
        cluster.kubernetes.history().expire();
        cluster.pass(SECONDS);
        cluster.has("upf-0", OURS);
        cluster.pass(Duration.ofMinutes(5));
        assertThat(held()).isFalse();

        cluster.world.faults().clear();
        cluster.pass(Duration.ofSeconds(35));
        assertThat(held()).isTrue();
    }

    private boolean held() {
        return cluster.stage.addresses(node.enis().getFirst()).contains(OURS);
    }

    private static boolean takes(Call call) {
        return call.action().startsWith("Unassign");
    }
}
