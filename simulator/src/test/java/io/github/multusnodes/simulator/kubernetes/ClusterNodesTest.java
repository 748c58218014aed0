package io.github.multusnodes.simulator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.autoscaling.GroupWorld;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.simulator.state.kubernetes.Node;
import io.github.multusnodes.simulator.state.kubernetes.PodTemplate;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ClusterNodesTest {

    private final GroupWorld group = new GroupWorld();
    private final Kubernetes cluster = group.world.kubernetes();

    @Test
    void an_instance_joins_some_time_after_it_runs_under_its_provider_id() {
        cluster.nodesJoin(Duration.ofSeconds(40), Duration.ofMinutes(1));
        group.group(1);

        group.passSeconds(39);
        assertThat(cluster.nodes().all()).isEmpty();

        group.passSeconds(60);
        String instance = group.instanceIds().getFirst();
        assertThat(cluster.nodes().ofInstance(instance).orElseThrow().providerId())
                .matches("aws:///us-west-2[ab]/" + instance);
    }

    @Test
    void no_instance_joins_a_cluster_that_is_not_told_so() {
        group.group(1);
        group.pass(Duration.ofMinutes(10));

        assertThat(cluster.nodes().all()).isEmpty();
    }

    @Test
    void an_instance_with_a_broken_bootstrap_never_joins() {
        cluster.nodesJoin(Duration.ofSeconds(40), Duration.ofMinutes(1));
        group.group(1);
        cluster.neverJoins(group.instanceIds().getFirst());
        group.pass(Duration.ofMinutes(10));

        assertThat(cluster.nodes().all()).isEmpty();
    }

    @Test
    void the_node_of_an_instance_that_ends_falls_silent_and_is_removed_later_with_its_pods() {
        cluster.nodesJoin(Duration.ZERO, Duration.ofMinutes(1));
        group.group(1);
        group.pass(Duration.ofMinutes(1));
        String node = cluster.nodes().all().getFirst().name();
        cluster.pods().run("default", "lonely", PodTemplate.of("lonely"), node);

        group.desire(0);
        group.passSeconds(50);
        assertThat(cluster.nodes().all()).extracting(Node::ready).containsOnly(false);
        assertThat(cluster.pods().on(node)).hasSize(1);

        group.pass(Duration.ofMinutes(10));
        assertThat(cluster.nodes().all()).isEmpty();
        assertThat(cluster.pods().all()).isEmpty();
    }
}
