package io.github.multusnodes.pods.cluster;

import static io.github.multusnodes.pods.cluster.ClusterStage.EVENTS;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.address.Ip;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.plan.Refusal;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.state.kubernetes.Event;
import io.github.multusnodes.simulator.state.kubernetes.Pod;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

class PodEventsTest {

    private static final Ip ADDRESS = Ip.parse("10.0.1.50");

    private final ClusterStage cluster = new ClusterStage();
    private final List<ClusterFailure> failures = new ArrayList<>();
    private boolean busy;
    private final PodEvents events =
            new PodEvents(
                    cluster.access(Duration.ofSeconds(10)),
                    ClusterStage.NODE,
                    cluster.time::now,
                    this::beside,
                    failures::add);
    private final Pod pod = cluster.has("upf-0", "10.0.1.50");
    private NodePod told = new NodePod("", "", "", Instant.EPOCH, new NodePod.Attached.Awaited());

    @BeforeEach
    void hear() {
        told = cluster.pods.list().getFirst();
    }

    @Test
    void a_refusal_stands_on_the_pod() {
        events.refused(told, refusal("10.0.1.50 fits nowhere"));
        settle();

        assertThat(all())
                .containsExactly(
                        new Event(
                                "core",
                                all().getFirst().name(),
                                new Event.Subject("Pod", "core", "upf-0", pod.uid()),
                                "Warning",
                                "AddressRefused",
                                "10.0.1.50 fits nowhere",
                                1,
                                all().getFirst().last(),
                                Optional.of(all().getFirst().last().orElseThrow()),
                                "multus-nodes-pod-addresses",
                                "node-1"));
        assertThat(all().getFirst().name()).startsWith("upf-0.");
        assertThat(all().getFirst().last().orElseThrow())
                .isEqualTo(all().getFirst().last().orElseThrow().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void what_cannot_be_read_stands_on_the_pod() {
        events.unreadable(told, "it is no JSON");
        settle();

        assertThat(all())
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.reason()).isEqualTo("NetworkStatusUnreadable");
                            assertThat(event.message()).isEqualTo("it is no JSON");
                        });
    }

    @Test
    void several_refusals_of_one_moment_all_stand_there() {
        events.refused(told, refusal("a"));
        events.refused(told, refusal("b"));
        events.refused(told, refusal("c"));
        settle();

        assertThat(all()).extracting(Event::message).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(failures).isEmpty();
    }

    @Test
    void the_same_is_not_told_again_for_a_while() {
        for (int i = 0; i < 59; i++) {
            events.refused(told, refusal("a"));
            cluster.pass(Duration.ofSeconds(30));
        }
        assertThat(all()).hasSize(1);

        cluster.pass(Duration.ofMinutes(1));
        events.refused(told, refusal("a"));
        settle();
        assertThat(all()).hasSize(2);
    }

    @Test
    void the_same_of_another_pod_is_told() {
        cluster.has("upf-1", "10.0.1.51");
        for (NodePod each : cluster.pods.list()) {
            events.refused(each, refusal("a"));
        }
        settle();

        assertThat(all()).hasSize(2);
    }

    @Test
    void a_message_is_no_longer_than_the_cluster_takes() {
        events.refused(told, refusal("x".repeat(5000)));
        settle();

        assertThat(all()).singleElement().extracting(Event::message).asString().hasSize(1024);
    }

    @Test
    void what_cannot_be_written_disturbs_nobody() {
        cluster.world.faults().next(EVENTS, new Fault.LoseRequest());
        events.refused(told, refusal("a"));
        cluster.mayNothing();
        events.refused(told, refusal("b"));
        settle();

        assertThat(all()).isEmpty();
        assertThat(failures)
                .extracting(ClusterFailure::kind)
                .containsExactlyInAnyOrder(Kind.UNREACHABLE, Kind.DENIED);
    }

    @Test
    void more_than_can_be_written_is_left() {
        busy = true;
        events.refused(told, refusal("a"));

        assertThat(failures).extracting(ClusterFailure::kind).containsExactly(Kind.THROTTLED);
    }

    @Test
    void a_pod_without_a_name_is_told_nothing() {
        events.unreadable(
                new NodePod("uid", "", "", Instant.EPOCH, new NodePod.Attached.Awaited()), "odd");
        settle();

        assertThat(all()).isEmpty();
        assertThat(failures).isEmpty();
    }

    private void beside(Runnable task) {
        if (busy) {
            throw new RejectedExecutionException("full");
        }
        cluster.world.timeline().start("event", task);
    }

    private void settle() {
        cluster.pass(Duration.ofSeconds(1));
    }

    private List<Event> all() {
        return cluster.kubernetes.events().all();
    }

    private static Refusal refusal(String text) {
        return new Refusal(Refusal.Reason.NO_INTERFACE, ADDRESS, text);
    }
}
